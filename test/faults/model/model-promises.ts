import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import type { Issue } from '#issue/issue.ts';
import { issueId } from '#issue/issue-queries.ts';
import { type DeliveryNow, deliveriesNow, issueNow, type ModelWorld, mailsNow, NAME } from './model-world.ts';

type Facts = { world: ModelWorld; issue: Issue; deliveries: DeliveryNow[]; mails: ReadonlyMap<number, number> };

const NOT_SENT_TO: readonly (string | null)[] = ['rejected', 'unsubscribed', 'suppressed'];

/** What holds after every command, each with the subscribers for whom it does not. */
const promises: Readonly<Record<string, (facts: Facts) => number[]>> = {
  'nobody gets it twice, unless an editor said to send again': ({ world, mails }) =>
    [...mails].filter(([id, count]) => count > 1 + (world.sentAgain.get(id) ?? 0)).map(([id]) => id),

  'nobody outside the audience gets it': ({ world, mails }) =>
    [...mails.keys()].filter((id) => !world.audience?.has(id)),

  'the audience stays what it was frozen as': ({ world, deliveries }) => {
    const now = new Set(deliveries.map(({ subscriber }) => subscriber));
    return [...now.symmetricDifference(world.audience ?? new Set<number>())];
  },

  'whoever left before anything was tried gets nothing': ({ world, mails }) =>
    [...world.gone].filter((id) => mails.has(id)),

  'accepted means that the provider took it, or an editor said so': ({ world, deliveries, mails }) =>
    deliveries.flatMap(({ subscriber, outcome }) =>
      outcome === 'accepted' && !mails.has(subscriber) && !world.saidToHaveIt.has(subscriber) ? [subscriber] : [],
    ),

  'of whom it is said that nothing went to them nothing went to': ({ world, deliveries, mails }) =>
    deliveries.flatMap(({ subscriber, outcome, batch }) => {
      const nothingWent = NOT_SENT_TO.includes(outcome) || (outcome === null && batch.state !== 'attempted');
      return nothingWent && mails.has(subscriber) && !world.sentAgain.has(subscriber) ? [subscriber] : [];
    }),

  'a batch that is done has nobody waiting, and one that is unknown has somebody unknown': ({ deliveries }) =>
    [...Map.groupBy(deliveries, ({ batch }) => batch.number).values()].flatMap((those) => {
      const [first] = those;
      const has = (outcome: string | null) => those.some((delivery) => delivery.outcome === outcome);
      const isWrong =
        (first?.batch.state === 'settled' && (has(null) || has('unknown'))) ||
        (first?.batch.state === 'unknown' && !has('unknown'));
      return isWrong ? those.map(({ subscriber }) => subscriber) : [];
    }),

  'a sent issue has nobody waiting but those an editor stopped': ({ issue, deliveries }) =>
    deliveries.flatMap(({ subscriber, outcome, batch }) =>
      issue.state === 'sent' && outcome === null && batch.state !== 'stopped' ? [subscriber] : [],
    ),
};

/** Every promise that does not hold just now, in words. */
export async function brokenPromises(world: ModelWorld): Promise<string[]> {
  const facts = { world, issue: await issueNow(world), deliveries: await deliveriesNow(world), mails: mailsNow(world) };
  const broken = Object.entries(promises).flatMap(([promise, brokenFor]) => {
    const ids = brokenFor(facts);
    return ids.length === 0 ? [] : [`${promise}: ${ids.length} subscribers, ${ids.slice(0, 5)}`];
  });
  if (facts.deliveries.length === 0) return broken;
  // It throws when the sum does not hold.
  const { store } = world.rig;
  const sum = await accountingOfIssue(store, await issueId(store, NAME)).then(
    () => [],
    (error: Error) => [error.message],
  );
  return [...broken, ...sum];
}
