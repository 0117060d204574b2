import type { Store } from '#store/open-store.ts';
import type { LinksOfIssue } from './clicked-link.ts';
import type { DeliveryName } from './delivery-queries.ts';
import { type KeptReaction, keptReactions, type MachineMark, writeMachines } from './inbox-queries.ts';
import { machineReason, type Reaction } from './machine-rules.ts';
import { type MailEvent, readProviderEvent } from './provider-event.ts';

function reactionOf({ happening, happenedAt: at, link, ip, agent }: MailEvent): Reaction | undefined {
  return happening === 'opened' || happening === 'clicked' ? { kind: happening, at, link, ip, agent } : undefined;
}

function read(kept: readonly KeptReaction[]) {
  return kept.flatMap(({ svix_id, body, machine }) => {
    const { event } = readProviderEvent(body);
    return event ? [{ svix_id, machine, event, reaction: reactionOf(event) }] : [];
  });
}

/** The marks of one delivery's opens and clicks that are others by now. */
async function judge(kept: readonly KeptReaction[], issueId: number, linksOf: LinksOfIssue): Promise<MachineMark[]> {
  const events = read(kept);
  const reactions = events.flatMap(({ reaction }) => (reaction ? [reaction] : []));
  if (reactions.length === 0) return [];
  const context = {
    reactions,
    deliveredAt: events.find(({ event }) => event.happening === 'delivered')?.event.happenedAt,
    links: reactions.length < 2 ? [] : (await linksOf(issueId)).map(({ isLink }) => isLink),
  };
  return events
    .map(({ svix_id, machine: before, reaction }) => {
      const machine = (reaction && machineReason(reaction, context)) ?? null;
      return { svix_id, machine, isAnother: machine !== before };
    })
    .filter(({ isAnother }) => isAnother);
}

/**
 * Judges all opens and clicks of some deliveries anew: any event may come late, and the delivery or the last of many clicks
 * is what gives a machine away.
 */
export async function markMachines(
  store: Store,
  deliveries: readonly DeliveryName[],
  linksOf: LinksOfIssue,
): Promise<void> {
  const kept = await keptReactions(store, deliveries);
  const byDelivery = Map.groupBy(kept, ({ issue_id, subscriber_id }) => `${issue_id}-${subscriber_id}`);
  const marks: MachineMark[] = [];
  for (const [first, ...rest] of byDelivery.values())
    if (first) marks.push(...(await judge([first, ...rest], first.issue_id, linksOf)));
  await writeMachines(store, marks);
}
