import type { Store } from '#store/open-store.ts';
import { type Accounting, accountingOf } from './accounting.ts';

export async function accountingOfIssue(store: Store, issueId: number): Promise<Accounting> {
  const rows = await store
    .selectFrom('deliveries')
    .select(({ fn }) => ['outcome', 'event', fn.countAll<number | bigint>().as('count')])
    .where('issue_id', '=', issueId)
    .groupBy(['outcome', 'event'])
    .execute();
  const { audience } = await store
    .selectFrom('frozen_messages')
    .select('audience')
    .where('issue_id', '=', issueId)
    .executeTakeFirstOrThrow();
  return accountingOf(
    audience,
    rows.map(({ count, ...row }) => ({ ...row, count: Number(count) })),
  );
}

export type NamedDelivery = { address: string; outcome: string; event: string | null; problem: string | null };

/** The readers behind the figures, in the order of their batches; an erased reader has no address any more. */
export async function namedDeliveries(store: Store, issueId: number): Promise<NamedDelivery[]> {
  const rows = await store
    .selectFrom('deliveries')
    .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
    .select(['subscribers.address', 'deliveries.outcome', 'deliveries.event', 'deliveries.problem'])
    .where('deliveries.issue_id', '=', issueId)
    .orderBy('deliveries.batch_number')
    .orderBy('deliveries.subscriber_id')
    .execute();
  return rows.map(({ address, outcome, event, problem }) => ({
    address: address ?? '(erased)',
    outcome: outcome ?? 'waiting',
    event,
    problem,
  }));
}

/** What went wrong last with the batches of an issue that are not settled. */
export async function batchProblems(
  store: Store,
  issueId: number,
): Promise<{ number: number; state: string; problem: string }[]> {
  const rows = await store
    .selectFrom('batches')
    .select(['number', 'state', 'problem'])
    .where('issue_id', '=', issueId)
    .where('problem', 'is not', null)
    .orderBy('number')
    .execute();
  return rows.flatMap(({ number, state, problem }) => (problem === null ? [] : [{ number, state, problem }]));
}
