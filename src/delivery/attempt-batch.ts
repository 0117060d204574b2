import { inTransaction } from '#store/in-transaction.ts';
import { readerToken } from '#subscribers/reader-token.ts';
import type { BatchBody } from './answer.ts';
import {
  type AttemptedBatch,
  type BatchOutcome,
  type FrozenRecipient,
  keyHasExpired,
  type OpenBatch,
  type WaitingBatch,
} from './batch.ts';
import { bodySha256 } from './batch-body.ts';
import {
  closeBatch,
  leaveOut,
  markUnknown,
  recordFirstAttempt,
  recordFurtherAttempt,
  setBack,
  waitingReaders,
} from './batch-queries.ts';
import type { Making } from './making.ts';
import { openBatch } from './open-batch-queries.ts';

/** A batch that is written down as attempted and may be called now, or what became of it without a call, if it was us. */
export type Attempt =
  | { kind: 'call'; batch: AttemptedBatch; body: BatchBody }
  | { kind: 'nothing-to-call'; outcome?: BatchOutcome };

const SOMEBODY_WAS_QUICKER: Attempt = { kind: 'nothing-to-call' };
const withoutCall = (outcome: BatchOutcome): Attempt => ({ kind: 'nothing-to-call', outcome });

type WaitingReader = Awaited<ReturnType<typeof waitingReaders>>[number];

/** What a batch keeps of a reader, in the order they wish for now; undefined for those it leaves out. */
function recipientOf({ secret, issueId, orderFor }: Making, reader: WaitingReader): FrozenRecipient | undefined {
  const { subscriber_id: subscriberId, address, status, categories } = reader;
  if (status !== 'active' || address === null) return undefined;
  const recipient = { subscriberId, address, token: readerToken(secret, { subscriberId, issueId }) };
  const order = orderFor(categories);
  return order === undefined ? recipient : { ...recipient, order };
}

async function firstAttempt(making: Making, batch: WaitingBatch, now: Date): Promise<Attempt> {
  const { store, bodyFor, apiKeyMark } = making;
  return inTransaction(store, async (transaction) => {
    const current = await openBatch(transaction, batch);
    if (current?.state !== 'waiting' || current.round !== batch.round) return SOMEBODY_WAS_QUICKER;
    const readers = await waitingReaders(transaction, batch);
    const left = readers.filter(({ status }) => status === null || status === 'unsubscribed');
    const suppressed = readers.filter(({ status }) => status === 'suppressed');
    await leaveOut(
      transaction,
      batch,
      left.map(({ subscriber_id }) => subscriber_id),
      'unsubscribed',
    );
    await leaveOut(
      transaction,
      batch,
      suppressed.map(({ subscriber_id }) => subscriber_id),
      'suppressed',
    );
    const recipients = readers.flatMap((reader) => recipientOf(making, reader) ?? []);
    if (recipients.length === 0) {
      await closeBatch(transaction, batch);
      return withoutCall('settled');
    }
    const body = bodyFor(recipients);
    const attempt = { recipients, bodySha256: bodySha256(body), apiKeyMark };
    if (!(await recordFirstAttempt(transaction, batch, attempt, now))) return SOMEBODY_WAS_QUICKER;
    return {
      kind: 'call',
      body,
      batch: { ...batch, state: 'attempted', ...attempt, firstAttemptAt: now, unanswered: 1 },
    };
  });
}

/** Why the provider may not know a batch's idempotency key any more; undefined while it protects a repetition. */
function whyUnprotected({ apiKeyMark }: Making, batch: AttemptedBatch, now: Date): string | undefined {
  if (keyHasExpired(batch, now)) return 'by now it has forgotten the key';
  // Whether Resend keeps idempotency keys by account or by API key is not known (facts A2).
  const isAnother = batch.apiKeyMark !== undefined && batch.apiKeyMark !== apiKeyMark;
  return isAnother ? 'the API key is another one since' : undefined;
}

async function furtherAttempt(making: Making, batch: AttemptedBatch, now: Date): Promise<Attempt> {
  const { store, bodyFor } = making;
  const because = whyUnprotected(making, batch, now);
  if (because !== undefined && batch.unanswered === 0)
    return (await setBack(store, batch)) ? withoutCall('set-back') : SOMEBODY_WAS_QUICKER;
  if (because !== undefined) {
    await markUnknown(store, batch, `the provider never answered, and ${because}: nothing is sent again by itself`);
    return withoutCall('unknown');
  }
  const body = bodyFor(batch.recipients);
  if (bodySha256(body) !== batch.bodySha256) {
    await markUnknown(store, batch, 'the bytes of the first attempt cannot be made again');
    return withoutCall('unknown');
  }
  if (!(await recordFurtherAttempt(store, batch))) return SOMEBODY_WAS_QUICKER;
  return { kind: 'call', body, batch: { ...batch, unanswered: batch.unanswered + 1 } };
}

/** Writes down that a batch is about to be called, before it is: after a crash, what may have been accepted is known. */
export function beginAttempt(making: Making, batch: OpenBatch, now: Date): Promise<Attempt> {
  return batch.state === 'waiting' ? firstAttempt(making, batch, now) : furtherAttempt(making, batch, now);
}
