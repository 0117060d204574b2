import { sql } from 'kysely';
import type { MailMessage } from '#rendering/mail-message.ts';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { type AttemptedBatch, type FrozenRecipient, recipientsToText } from './batch.ts';

export type BatchName = { issueId: number; number: number };
/** A batch as it was when its call was made: what has happened to it since makes a step of that call void. */
type BatchRound = BatchName & { round: number };

export async function frozenMessage(store: Store, issueId: number): Promise<MailMessage> {
  const row = await store
    .selectFrom('frozen_messages')
    .select('message')
    .where('issue_id', '=', issueId)
    .executeTakeFirstOrThrow();
  return JSON.parse(row.message) as MailMessage;
}

function updateBatch(store: Store, { issueId, number }: BatchName) {
  return store.updateTable('batches').where('issue_id', '=', issueId).where('number', '=', number);
}

/** Only while it is attempted and in the same round: another machine may have settled it, or opened it again. */
function updateAttempted(store: Store, batch: BatchRound) {
  return updateBatch(store, batch).where('state', '=', 'attempted').where('round', '=', batch.round);
}

function updateDeliveries(store: Store, { issueId, number }: BatchName) {
  return store.updateTable('deliveries').where('issue_id', '=', issueId).where('batch_number', '=', number);
}

/** The waiting readers of a batch in their order, each with what they are now; a reader who was erased has no address. */
export async function waitingReaders(store: Store, { issueId, number }: BatchName) {
  return store
    .selectFrom('deliveries')
    .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
    .select(['deliveries.subscriber_id', 'subscribers.address', 'subscribers.status', 'subscribers.categories'])
    .where('deliveries.issue_id', '=', issueId)
    .where('deliveries.batch_number', '=', number)
    .where('deliveries.outcome', 'is', null)
    .orderBy('deliveries.subscriber_id')
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

export type FrozenAttempt = { recipients: readonly FrozenRecipient[]; bodySha256: string; apiKeyMark: string };

/**
 * Fixes a batch's recipients and bytes and counts the call that is about to be made, in the transaction of whoever calls
 * it, which is committed before the call. False when it is no longer waiting: an editor stopped it.
 */
export async function recordFirstAttempt(
  store: Store,
  batch: BatchName,
  { recipients, bodySha256, apiKeyMark }: FrozenAttempt,
  now: Date,
): Promise<boolean> {
  const result = await updateBatch(store, batch)
    .where('state', '=', 'waiting')
    .set({ state: 'attempted', first_attempt_at: now.toISOString(), unanswered: 1, problem: null })
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return false;
  const attempt = { recipients: recipientsToText(recipients), body_sha256: bodySha256, api_key_mark: apiKeyMark };
  await store
    .insertInto('frozen_attempts')
    .values({ issue_id: batch.issueId, batch_number: batch.number, ...attempt })
    .execute();
  return true;
}

/** What calls of a batch were made of is needed for no further one. */
async function forgetAttempt(store: Store, { issueId, number }: BatchName): Promise<void> {
  await store
    .deleteFrom('frozen_attempts')
    .where('issue_id', '=', issueId)
    .where('batch_number', '=', number)
    .execute();
}

/** Counts another call that is about to be made. False when there is none to make: somebody else has settled the batch. */
export async function recordFurtherAttempt(store: Store, batch: BatchRound): Promise<boolean> {
  const result = await updateAttempted(store, batch)
    .set((set) => ({ unanswered: set('unanswered', '+', 1) }))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The answer to the last call proves that it accepted nothing. */
export async function recordNothingAccepted(store: Store, batch: BatchRound, problem: string): Promise<void> {
  await updateAttempted(store, batch)
    .set((set) => ({ unanswered: set('unanswered', '-', 1), problem }))
    .execute();
}

export async function recordProblem(store: Store, batch: BatchRound, problem: string): Promise<void> {
  await updateAttempted(store, batch).set({ problem }).execute();
}

/**
 * Opens a batch again of which nothing was accepted, under a new key: whether errors are kept under the old one is not
 * known. Where an editor stopped what had not left, it has not left either. False while there is a call without an answer: it stays as it is.
 */
export async function setBack(store: Store, batch: BatchRound): Promise<boolean> {
  return inTransaction(store, async (transaction) => {
    const { numUpdatedRows } = await updateAttempted(transaction, batch)
      .where('unanswered', '=', 0)
      .set((set) => ({
        state: sql<'waiting' | 'stopped'>`case when exists (select 1 from frozen_messages f
          where f.issue_id = ${batch.issueId} and f.stopped_at is not null) then 'stopped' else 'waiting' end`,
        round: set('round', '+', 1),
        first_attempt_at: null,
      }))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await forgetAttempt(transaction, batch);
    return true;
  });
}

/** What the provider did with each recipient of a batch, in their order. */
export type RecipientOutcome = { outcome: 'accepted'; emailId: string } | { outcome: 'rejected'; problem: string };

type AcceptedRecipient = FrozenRecipient & { emailId: string };

/** Writes down who was accepted under which id, all in one statement; a list of values is what SQLite joins fastest. */
async function recordAccepted(store: Store, batch: BatchName, accepted: readonly AcceptedRecipient[]): Promise<void> {
  if (accepted.length === 0) return;
  const rows = accepted.map(
    ({ subscriberId, emailId }) => sql`(cast(${subscriberId} as integer), cast(${emailId} as text))`,
  );
  // Both databases call the columns of a list of values so.
  await sql`update deliveries set outcome = 'accepted', email_id = given.column2
    from (values ${sql.join(rows)}) as given
    where issue_id = ${batch.issueId} and batch_number = ${batch.number} and subscriber_id = given.column1`.execute(
    store,
  );
}

/** Writes down what the provider did with each recipient. An answer that comes late tells the truth all the same. */
export async function settleBatch(
  store: Store,
  batch: AttemptedBatch,
  outcomes: readonly RecipientOutcome[],
): Promise<void> {
  await inTransaction(store, async (transaction) => {
    const accepted: AcceptedRecipient[] = [];
    for (const [index, recipient] of batch.recipients.entries()) {
      const result = outcomes[index];
      if (!result) throw new Error(`batch ${batch.number} settles without an outcome for item ${index} -- invariant`);
      if (result.outcome === 'accepted') accepted.push({ ...recipient, emailId: result.emailId });
      else
        await updateDeliveries(transaction, batch)
          .set(result)
          .where('subscriber_id', '=', recipient.subscriberId)
          .execute();
    }
    await recordAccepted(transaction, batch, accepted);
    await closeBatch(transaction, batch);
  });
}

/** Marks a batch as done; what it needed for a retry is no longer kept. */
export async function closeBatch(store: Store, batch: BatchName): Promise<void> {
  await inTransaction(store, async (transaction) => {
    await updateBatch(transaction, batch).set({ state: 'settled', unanswered: 0, problem: null }).execute();
    await forgetAttempt(transaction, batch);
  });
}

/** Marks a batch that nobody may send again by itself. Its recipients are kept: settling it later needs them. */
export async function markUnknown(store: Store, batch: BatchRound, problem: string): Promise<void> {
  await inTransaction(store, async (transaction) => {
    const { numUpdatedRows } = await updateAttempted(transaction, batch)
      .set({ state: 'unknown', problem })
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await updateDeliveries(transaction, batch)
      .set({ outcome: 'unknown', problem })
      .where('outcome', 'is', null)
      .execute();
  });
}
