import type { Store } from '#store/open-store.ts';
import type { Answer } from './answer.ts';
import { answerWords } from './answer-words.ts';
import type { AttemptedBatch, BatchOutcome } from './batch.ts';
import {
  markUnknown,
  type RecipientOutcome,
  recordNothingAccepted,
  recordProblem,
  setBack,
  settleBatch,
} from './batch-queries.ts';
import { decideNext } from './retry-table.ts';

/** What the sender does after a batch's answer is written down. */
export type AfterAnswer = { outcome: BatchOutcome } & (
  | { kind: 'done' }
  | { kind: 'again'; waitMs: number; because: string }
  /** The run stops: every further batch would fare the same. */
  | { kind: 'stop'; needsPerson: boolean; because: string }
);

/** Items without a refusal take the ids in order (facts A1). */
function outcomesOf({ ids, refused }: Extract<Answer, { kind: 'accepted' }>, items: number): RecipientOutcome[] {
  const problems = new Map(refused.map(({ index, problem }) => [index, problem]));
  let next = 0;
  return Array.from({ length: items }, (_, index): RecipientOutcome => {
    const problem = problems.get(index);
    if (problem !== undefined) return { outcome: 'rejected', problem };
    next += 1;
    return { outcome: 'accepted', emailId: ids[next - 1] ?? '' };
  });
}

/** Writes down what an answer means for its batch and says what follows, by the retry table. */
export async function applyAnswer(
  store: Store,
  batch: AttemptedBatch,
  answer: Answer,
  attempt: number,
): Promise<AfterAnswer> {
  const { row, waitMs } = decideNext(answer, batch.recipients.length, attempt);
  const because = `batch ${batch.number}: ${answerWords(answer)} (${row.because})`;
  if (row.next === 'settle' && answer.kind === 'accepted') {
    await settleBatch(store, batch, outcomesOf(answer, batch.recipients.length));
    return { kind: 'done', outcome: 'settled' };
  }
  if (row.next === 'unknown') {
    await markUnknown(store, batch, answerWords(answer));
    return { kind: 'done', outcome: 'unknown' };
  }
  if (row.provesNothingAccepted) await recordNothingAccepted(store, batch, answerWords(answer));
  else await recordProblem(store, batch, answerWords(answer));
  if (row.next === 'again' && waitMs !== undefined) return { kind: 'again', outcome: 'left-open', waitMs, because };
  const isSetBack = row.next === 'pause' && (await setBack(store, batch));
  return {
    kind: 'stop',
    outcome: isSetBack ? 'set-back' : 'left-open',
    needsPerson: row.next === 'pause',
    because,
  };
}
