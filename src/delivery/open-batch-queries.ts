import type { Store } from '#store/open-store.ts';
import { type OpenBatch, recipientsFromText } from './batch.ts';
import type { BatchName } from './batch-queries.ts';

const OPEN = ['attempted', 'waiting'] as const;

/** An issue's batches that need a call, each with what its calls are made of. */
function openBatches(store: Store, issueId: number) {
  return store
    .selectFrom('batches')
    .leftJoin('frozen_attempts', (join) =>
      join
        .onRef('frozen_attempts.issue_id', '=', 'batches.issue_id')
        .onRef('frozen_attempts.batch_number', '=', 'batches.number'),
    )
    .select(['batches.issue_id', 'batches.number', 'batches.state', 'batches.round'])
    .select(['batches.first_attempt_at', 'batches.unanswered'])
    .select(['frozen_attempts.recipients', 'frozen_attempts.body_sha256', 'frozen_attempts.api_key_mark'])
    .where('batches.issue_id', '=', issueId)
    .where('batches.state', 'in', OPEN);
}

type BatchRow = Awaited<ReturnType<ReturnType<typeof openBatches>['executeTakeFirstOrThrow']>>;

function batchFromRow(row: BatchRow): OpenBatch {
  const base = { issueId: row.issue_id, number: row.number, round: row.round };
  if (row.state === 'waiting') return { state: 'waiting', ...base };
  if (
    row.state !== 'attempted' ||
    row.recipients === null ||
    row.body_sha256 === null ||
    row.first_attempt_at === null
  ) {
    throw new Error(`batch ${row.number} is ${row.state} without what that needs -- invariant`);
  }
  return {
    state: 'attempted',
    ...base,
    recipients: recipientsFromText(row.recipients),
    bodySha256: row.body_sha256,
    firstAttemptAt: new Date(row.first_attempt_at),
    apiKeyMark: row.api_key_mark ?? undefined,
    unanswered: row.unanswered,
  };
}

/** How many batches of an issue there are, and how many need no more calls. */
export async function batchProgress(store: Store, issueId: number): Promise<{ done: number; total: number }> {
  const rows = await store
    .selectFrom('batches')
    .select(({ fn }) => ['state', fn.countAll<number | bigint>().as('count')])
    .where('issue_id', '=', issueId)
    .groupBy('state')
    .execute();
  const sum = (states: readonly string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + Number(count), 0);
  return { done: sum(['settled', 'unknown']), total: sum(['waiting', 'attempted', 'settled', 'unknown']) };
}

/** One batch as it is now; undefined when it needs no call any more. */
export async function openBatch(store: Store, { issueId, number }: BatchName): Promise<OpenBatch | undefined> {
  const row = await openBatches(store, issueId).where('batches.number', '=', number).executeTakeFirst();
  return row && batchFromRow(row);
}

/** The numbers of an issue's batches that need a call. */
export async function openNumbers(store: Store, issueId: number): Promise<number[]> {
  const query = store.selectFrom('batches').select('number').where('issue_id', '=', issueId).where('state', 'in', OPEN);
  return (await query.orderBy('number').execute()).map(({ number }) => number);
}

/** The next batch with work left, attempted ones first because their keys run out. `busy` are being worked on already. */
export async function nextOpenBatch(
  store: Store,
  issueId: number,
  busy: readonly number[],
): Promise<OpenBatch | undefined> {
  const row = await openBatches(store, issueId)
    .$if(busy.length > 0, (query) => query.where('batches.number', 'not in', busy))
    .orderBy('batches.state')
    .orderBy('batches.number')
    .limit(1)
    .executeTakeFirst();
  return row && batchFromRow(row);
}
