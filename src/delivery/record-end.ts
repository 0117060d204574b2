import type { Clock } from '#calendar/clock.ts';
import type { Issue, SendingIssue } from '#issue/issue.ts';
import { BY_SENDER, type IssueChange } from '#issue/issue-change.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, issueId, replaceIssue } from '#issue/issue-queries.ts';
import { finishSending, pause } from '#issue/issue-steps.ts';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { nextOpenBatch } from './open-batch-queries.ts';
import type { SendResult } from './send-result.ts';

type End = { next: Issue } & Pick<IssueChange, 'act' | 'note'>;

/** What a run's end makes of an issue: nothing, where it goes on or an editor has paused it. */
function endOf(issue: SendingIssue, result: SendResult, at: Date): End | undefined {
  if (result.kind === 'nothing-left') return { next: finishSending(issue, at.toISOString()), act: 'finished sending' };
  if (result.kind !== 'paused' || issue.pausedBecause !== undefined) return undefined;
  return { next: pause(issue, result.because), act: 'paused', note: result.because };
}

/** Writes down how a run over an issue's batches ended. It is sent once no batch is open, whoever settled the last. */
export async function recordEnd(
  { store, clock }: { store: Store; clock: Clock },
  name: IssueName,
  result: SendResult,
): Promise<void> {
  await inTransaction(store, async (transaction) => {
    const issue = await findIssue(transaction, name);
    if (issue?.state !== 'sending') return;
    const open = await nextOpenBatch(transaction, await issueId(transaction, name), []);
    const end = result.kind === 'nothing-left' && open ? undefined : endOf(issue, result, clock());
    if (!end) return;
    const { next, ...done } = end;
    if (!(await replaceIssue(transaction, issue, next, { who: BY_SENDER, at: clock(), ...done })))
      throw new Error(`${name} changed within a transaction -- invariant`);
  });
}
