import type { Issue } from '#issue/issue.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { aSendingRig, type Rig } from '../../builders/sending-rig.ts';
import { seededRandom } from '../../fakes/resend/seeded-random.ts';

export const NAME = aDraft().name;
export const EDITOR = 'editor@example.org';

/** What the commands of one run act on, and what has been said in it that a promise depends on. */
export type ModelWorld = {
  rig: Rig;
  now(): Date;
  random(): number;
  /** How many calls were made. */
  calls: number;
  /** How often an editor said that the unknown are to be sent to again, by subscriber. */
  sentAgain: Map<number, number>;
  /** Of whom an editor said that they got it. */
  saidToHaveIt: Set<number>;
  /** Who left before anything had been tried for them: no mail goes to them any more. */
  gone: Set<number>;
  /** Whom it was frozen for; undefined before. */
  audience: ReadonlySet<number> | undefined;
};

export async function aModelWorld(readers: number, seed: number): Promise<ModelWorld> {
  const rig = await aSendingRig({ readers, issue: aDraft() });
  return {
    rig,
    now: () => rig.fake.now(),
    random: seededRandom(seed),
    calls: 0,
    sentAgain: new Map(),
    saidToHaveIt: new Set(),
    gone: new Set(),
    audience: undefined,
  };
}

export type DeliveryNow = {
  subscriber: number;
  address: string | null;
  outcome: string | null;
  batch: { number: number; state: string; round: number };
};

export async function issueNow({ rig }: ModelWorld): Promise<Issue> {
  const issue = await findIssue(rig.store, NAME);
  if (!issue) throw new Error('the issue vanished');
  return issue;
}

export async function deliveriesNow({ rig: { store } }: ModelWorld): Promise<DeliveryNow[]> {
  const rows = await store
    .selectFrom('deliveries')
    .innerJoin('batches', (join) =>
      join
        .onRef('batches.issue_id', '=', 'deliveries.issue_id')
        .onRef('batches.number', '=', 'deliveries.batch_number'),
    )
    .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
    .select(['deliveries.subscriber_id', 'deliveries.outcome', 'subscribers.address'])
    .select(['batches.number', 'batches.state', 'batches.round'])
    .where('deliveries.issue_id', '=', await issueId(store, NAME))
    .execute();
  return rows.map(({ subscriber_id: subscriber, address, outcome, ...batch }) => ({
    subscriber,
    address,
    outcome,
    batch,
  }));
}

/** How many mails the provider took for each subscriber. */
export function mailsNow({ rig }: ModelWorld): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { tags } of rig.fake.accepted) {
    const subscriber = Number(tags.find(({ name }) => name === 'delivery')?.value.split('-')[1]);
    counts.set(subscriber, (counts.get(subscriber) ?? 0) + 1);
  }
  return counts;
}
