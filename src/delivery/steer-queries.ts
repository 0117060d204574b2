import { sql } from 'kysely';
import type { Store } from '#store/open-store.ts';
import { BATCH_SIZE } from './batch.ts';

/** Whether an editor has stopped what had not left. A batch that is set back later asks for it. */
async function markStopped(store: Store, issueId: number, stopped_at: string | null): Promise<void> {
  await store.updateTable('frozen_messages').set({ stopped_at }).where('issue_id', '=', issueId).execute();
}

/** Batches that were never attempted do not leave any more. Returns how many readers that leaves without the mail. */
export async function stopWaitingBatches(store: Store, issueId: number, now: Date): Promise<number> {
  await markStopped(store, issueId, now.toISOString());
  await store
    .updateTable('batches')
    .set({ state: 'stopped' })
    .where('issue_id', '=', issueId)
    .where('state', '=', 'waiting')
    .execute();
  return countStopped(store, issueId);
}

async function countStopped(store: Store, issueId: number): Promise<number> {
  const { count } = await store
    .selectFrom('deliveries')
    .innerJoin('batches', (join) =>
      join
        .onRef('batches.issue_id', '=', 'deliveries.issue_id')
        .onRef('batches.number', '=', 'deliveries.batch_number'),
    )
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .where('deliveries.issue_id', '=', issueId)
    .where('batches.state', '=', 'stopped')
    .where('deliveries.outcome', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The deliveries that are given another try, each with its place among them. */
function againInOrder(store: Store, issueId: number, outcome: 'rejected' | 'unknown') {
  return store
    .selectFrom('deliveries')
    .select(['subscriber_id', sql<number>`row_number() over (order by subscriber_id) - 1`.as('place')])
    .where('issue_id', '=', issueId)
    .where('outcome', '=', outcome);
}

/**
 * Puts deliveries with this outcome into new batches of their own, as if they had never been attempted: other bytes under
 * another key. Returns how many.
 */
export async function batchAgain(store: Store, issueId: number, outcome: 'rejected' | 'unknown'): Promise<number> {
  const { last } = await store
    .selectFrom('batches')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('issue_id', '=', issueId)
    .executeTakeFirstOrThrow();
  const again = await againInOrder(store, issueId, outcome).execute();
  const numbers = Array.from({ length: Math.ceil(again.length / BATCH_SIZE) }, (_, index) => last + 1 + index);
  if (numbers.length === 0) return 0;
  // A second round says that its readers were tried before: an event that still comes proves who got it, and spares them.
  const round = outcome === 'unknown' ? 2 : 1;
  await store
    .insertInto('batches')
    .values(numbers.map((number) => ({ issue_id: issueId, number, state: 'waiting' as const, round })))
    .execute();
  const places = againInOrder(store, issueId, outcome).as('places');
  await store
    .with('places', () => store.selectFrom(places).selectAll())
    .updateTable('deliveries')
    .from('places')
    .set({
      outcome: null,
      event: null,
      email_id: null,
      problem: null,
      batch_number: sql<number>`${last + 1} + places.place / ${sql.lit(BATCH_SIZE)}`,
    })
    .where('deliveries.issue_id', '=', issueId)
    .whereRef('deliveries.subscriber_id', '=', 'places.subscriber_id')
    .execute();
  return again.length;
}

/** Lets go what an editor had stopped. Returns how many readers that is. */
export async function releaseStoppedBatches(store: Store, issueId: number): Promise<number> {
  await markStopped(store, issueId, null);
  const readers = await countStopped(store, issueId);
  await store
    .updateTable('batches')
    .set({ state: 'waiting' })
    .where('issue_id', '=', issueId)
    .where('state', '=', 'stopped')
    .execute();
  return readers;
}

/** Counts the unknown as accepted, by an editor's word. Returns how many. */
export async function countUnknownAsAccepted(store: Store, issueId: number, problem: string): Promise<number> {
  const result = await store
    .updateTable('deliveries')
    .set({ outcome: 'accepted', problem })
    .where('issue_id', '=', issueId)
    .where('outcome', '=', 'unknown')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
