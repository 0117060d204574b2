import type { IssueName } from '#issue/issue-name.ts';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';

/** A batch of which nobody can tell what the provider did with it. */
export type UnknownBatch = { number: number; round: number; firstAttemptAt: Date };

export async function unknownBatches(store: Store, issueId: number): Promise<UnknownBatch[]> {
  const rows = await store
    .selectFrom('batches')
    .select(['number', 'round', 'first_attempt_at'])
    .where('issue_id', '=', issueId)
    .where('state', '=', 'unknown')
    .execute();
  return rows.flatMap(({ number, round, first_attempt_at }) =>
    first_attempt_at === null ? [] : [{ number, round, firstAttemptAt: new Date(first_attempt_at) }],
  );
}

export async function countUnknown(store: Store, issueId: number): Promise<number> {
  const { count } = await store
    .selectFrom('deliveries')
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .where('issue_id', '=', issueId)
    .where('outcome', '=', 'unknown')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Issues with a batch that is unknown and was first attempted since. */
export async function issuesWithUnknown(store: Store, since: Date): Promise<IssueName[]> {
  const rows = await store
    .selectFrom('batches')
    .innerJoin('issues', 'issues.id', 'batches.issue_id')
    .select('issues.name')
    .distinct()
    .where('batches.state', '=', 'unknown')
    .where('batches.first_attempt_at', '>=', since.toISOString())
    .orderBy('issues.name')
    .execute();
  return rows.map(({ name }) => name as IssueName);
}

/** Writes down at what is still unknown of these batches what was done about it. */
export async function noteAtUnknown(
  store: Store,
  issueId: number,
  batches: readonly UnknownBatch[],
  problem: string,
): Promise<void> {
  const numbers = batches.map(({ number }) => number);
  await inTransaction(store, async (transaction) => {
    await transaction
      .updateTable('deliveries')
      .set({ problem })
      .where('issue_id', '=', issueId)
      .where('batch_number', 'in', numbers)
      .where('outcome', '=', 'unknown')
      .execute();
    await transaction
      .updateTable('batches')
      .set({ problem })
      .where('issue_id', '=', issueId)
      .where('number', 'in', numbers)
      .where('state', '=', 'unknown')
      .execute();
  });
}
