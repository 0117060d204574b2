import type { Store } from '#store/open-store.ts';
import { frozenMessage } from '../batch-queries.ts';
import type { DeliveryName } from './delivery-queries.ts';
import { linkTests, machineReason, type Reaction } from './machine-rules.ts';
import { type MailEvent, readProviderEvent } from './provider-event.ts';

/** A scanner may click more; these are enough to know it by. */
const REACTIONS_MOST = 200;

const TYPES = ['email.delivered', 'email.opened', 'email.clicked'];

function reactionOf({ happening, happenedAt: at, link, ip, agent }: MailEvent): Reaction | undefined {
  return happening === 'opened' || happening === 'clicked' ? { kind: happening, at, link, ip, agent } : undefined;
}

function read(kept: readonly { svix_id: string; body: string; machine: string | null }[]) {
  return kept.flatMap(({ svix_id: svixId, body, machine }) => {
    const { event } = readProviderEvent(body);
    return event ? [{ svixId, machine, event, reaction: reactionOf(event) }] : [];
  });
}

/**
 * Judges all opens and clicks of a delivery anew: any event may come late, and the delivery or the last of many clicks is
 * what gives a machine away.
 */
export async function markMachines(store: Store, { issueId, subscriberId }: DeliveryName): Promise<void> {
  const kept = await store
    .selectFrom('provider_events')
    .select(['svix_id', 'body', 'machine'])
    .where('issue_id', '=', issueId)
    .where('subscriber_id', '=', subscriberId)
    .where('type', 'in', TYPES)
    .orderBy('received_at')
    .limit(REACTIONS_MOST)
    .execute();
  const events = read(kept);
  const reactions = events.flatMap(({ reaction }) => (reaction ? [reaction] : []));
  if (reactions.length === 0) return;
  const context = {
    reactions,
    deliveredAt: events.find(({ event }) => event.happening === 'delivered')?.event.happenedAt,
    links: reactions.length < 2 ? [] : linkTests((await frozenMessage(store, issueId)).html),
  };
  for (const { svixId, machine: before, reaction } of events) {
    const machine = (reaction && machineReason(reaction, context)) ?? null;
    if (machine !== before)
      await store.updateTable('provider_events').set({ machine }).where('svix_id', '=', svixId).execute();
  }
}
