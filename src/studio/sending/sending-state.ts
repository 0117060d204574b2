import type { Accounting } from '#delivery/accounting.ts';
import { accountingOfIssue, batchProblems } from '#delivery/accounting-queries.ts';
import { batchProgress } from '#delivery/open-batch-queries.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';

/** What an editor sees while an issue goes out. Read from the database: whichever process sends, and after any restart. */
export type SendingState = {
  state: 'sending' | 'sent';
  pausedBecause: string | undefined;
  accounting: Accounting;
  batches: { done: number; total: number };
  problems: { number: number; state: string; problem: string }[];
};

export async function sendingState(store: Store, name: IssueName): Promise<SendingState | undefined> {
  const issue = await findIssue(store, name);
  if (issue?.state !== 'sending' && issue?.state !== 'sent') return undefined;
  const id = await issueId(store, name);
  return {
    state: issue.state,
    pausedBecause: issue.state === 'sending' ? issue.pausedBecause : undefined,
    accounting: await accountingOfIssue(store, id),
    batches: await batchProgress(store, id),
    problems: await batchProblems(store, id),
  };
}

/** Readers a second and seconds left, from two looks; undefined while nothing has moved. */
export type Pace = { perSecond: number; secondsLeft: number };

export function paceBetween(
  earlier: { waiting: number; atMs: number },
  now: { waiting: number; atMs: number },
): Pace | undefined {
  const seconds = (now.atMs - earlier.atMs) / 1000;
  const gone = earlier.waiting - now.waiting;
  if (seconds <= 0 || gone <= 0) return undefined;
  const perSecond = gone / seconds;
  return { perSecond, secondsLeft: Math.ceil(now.waiting / perSecond) };
}
