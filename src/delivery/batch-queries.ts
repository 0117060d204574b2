import { type Selectable, sql } from 'kysely';
import type { MailMessage } from '#rendering/mail-message.ts';
import type { DatabaseSchema } from '#store/database-schema.ts';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import {
  type AttemptedBatch,
  type FrozenRecipient,
  type OpenBatch,
  recipientsFromText,
  recipientsToText,
} from './batch.ts';

type BatchRow = Selectable<DatabaseSchema['batches']>;
type BatchName = { issueId: number; number: number };

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
    unanswered: row.unanswered,
  };
}

export async function frozenMessage(store: Store, issueId: number): Promise<MailMessage> {
  const row = await store
    .selectFrom('frozen_messages')
    .select('message')
    .where('issue_id', '=', issueId)
    .executeTakeFirstOrThrow();
  return JSON.parse(row.message) as MailMessage;
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

/** The next batch with work left, attempted ones first because their keys run out. `busy` are being worked on already. */
export async function nextOpenBatch(
  store: Store,
  issueId: number,
  busy: readonly number[],
): Promise<OpenBatch | undefined> {
  const row = await store
    .selectFrom('batches')
    .selectAll()
    .where('issue_id', '=', issueId)
    .where('state', 'in', ['attempted', 'waiting'])
    .$if(busy.length > 0, (query) => query.where('number', 'not in', busy))
    .orderBy('state')
    .orderBy('number')
    .executeTakeFirst();
  return row && batchFromRow(row);
}

function updateBatch(store: Store, { issueId, number }: BatchName) {
  return store.updateTable('batches').where('issue_id', '=', issueId).where('number', '=', number);
}

function updateDeliveries(store: Store, { issueId, number }: BatchName) {
  return store.updateTable('deliveries').where('issue_id', '=', issueId).where('batch_number', '=', number);
}

/** The waiting readers of a batch in their order, each with what they are now; a reader who was erased has no address. */
export async function waitingReaders(store: Store, { issueId, number }: BatchName) {
  return store
    .selectFrom('deliveries')
    .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
    .select(['deliveries.subscriber_id', 'subscribers.address', 'subscribers.status'])
    .where('deliveries.issue_id', '=', issueId)
    .where('deliveries.batch_number', '=', number)
    .where('deliveries.outcome', 'is', null)
    .orderBy('deliveries.position')
    .execute();
}

/** Leaves out readers who went after the freeze and before the first attempt, and counts them as what they are. */
export async function leaveOut(
  store: Store,
  batch: BatchName,
  subscriberIds: readonly number[],
  outcome: 'unsubscribed' | 'suppressed',
): Promise<void> {
  if (subscriberIds.length === 0) return;
  await updateDeliveries(store, batch).set({ outcome }).where('subscriber_id', 'in', subscriberIds).execute();
}

/**
 * Fixes a batch's recipients and bytes and counts the call that is about to be made; committed before the call. False
 * when it is no longer waiting: an editor stopped it.
 */
export async function recordFirstAttempt(
  store: Store,
  batch: BatchName,
  recipients: readonly FrozenRecipient[],
  bodySha256: string,
  now: Date,
): Promise<boolean> {
  const result = await updateBatch(store, batch)
    .where('state', '=', 'waiting')
    .set({
      state: 'attempted',
      recipients: recipientsToText(recipients),
      body_sha256: bodySha256,
      first_attempt_at: now.toISOString(),
      unanswered: 1,
      problem: null,
    })
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function recordFurtherAttempt(store: Store, batch: BatchName): Promise<void> {
  await updateBatch(store, batch)
    .set((set) => ({ unanswered: set('unanswered', '+', 1) }))
    .execute();
}

/** The answer to the last call proves that it accepted nothing. */
export async function recordNothingAccepted(store: Store, batch: BatchName, problem: string): Promise<void> {
  await updateBatch(store, batch)
    .set((set) => ({ unanswered: set('unanswered', '-', 1), problem }))
    .execute();
}

export async function recordProblem(store: Store, batch: BatchName, problem: string): Promise<void> {
  await updateBatch(store, batch).set({ problem }).execute();
}

/**
 * Opens a batch again of which nothing was accepted, under a new key: whether errors are kept under the old one is not
 * known. Where an editor stopped what had not left, it has not left either.
 */
export async function setBack(store: Store, batch: BatchName): Promise<void> {
  await updateBatch(store, batch)
    .set((set) => ({
      state: sql<'waiting' | 'stopped'>`case when exists (select 1 from frozen_messages f
        where f.issue_id = ${batch.issueId} and f.stopped_at is not null) then 'stopped' else 'waiting' end`,
      round: set('round', '+', 1),
      recipients: null,
      body_sha256: null,
      first_attempt_at: null,
    }))
    .execute();
}

/** What the provider did with each recipient of a batch, in their order. */
export type RecipientOutcome = { outcome: 'accepted'; emailId: string } | { outcome: 'rejected'; problem: string };

export async function settleBatch(
  store: Store,
  batch: AttemptedBatch,
  outcomes: readonly RecipientOutcome[],
): Promise<void> {
  await inTransaction(store, async (transaction) => {
    for (const [index, { subscriberId }] of batch.recipients.entries()) {
      const result = outcomes[index];
      if (!result) throw new Error(`batch ${batch.number} settles without an outcome for item ${index} -- invariant`);
      const set = result.outcome === 'accepted' ? { outcome: result.outcome, email_id: result.emailId } : result;
      await updateDeliveries(transaction, batch).set(set).where('subscriber_id', '=', subscriberId).execute();
    }
    await closeBatch(transaction, batch);
  });
}

/** Marks a batch as done; what it needed for a retry is no longer kept. */
export async function closeBatch(store: Store, batch: BatchName): Promise<void> {
  await updateBatch(store, batch).set({ state: 'settled', recipients: null, unanswered: 0, problem: null }).execute();
}

/** Marks a batch that nobody may send again by itself. Its recipients are kept: settling it later needs them. */
export async function markUnknown(store: Store, batch: BatchName, problem: string): Promise<void> {
  await inTransaction(store, async (transaction) => {
    await updateDeliveries(transaction, batch)
      .set({ outcome: 'unknown', problem })
      .where('outcome', 'is', null)
      .execute();
    await updateBatch(transaction, batch).set({ state: 'unknown', problem }).execute();
  });
}
