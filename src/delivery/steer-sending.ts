import type { Issue } from '#issue/issue.ts';
import type { IssueAct } from '#issue/issue-change.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, issueId, replaceIssue } from '#issue/issue-queries.ts';
import { pause, reopen, resume } from '#issue/issue-steps.ts';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { settleProvenBatches } from './provider-events/delivery-queries.ts';
import { batchAgain, countUnknownAsAccepted, releaseStoppedBatches, stopWaitingBatches } from './steer-queries.ts';

/** Who steers what, and when. */
export type Steering = { name: IssueName; who: string; at: Date };

/** What came of it: how many readers it concerns, or that the issue is in another state by now or it concerns nobody. */
export type Steered = { kind: 'done'; readers: number } | { kind: 'not-now' };

type Step = { next: Issue; readers: number; note?: string };

/** Takes a step of an editor in one transaction; `work` says what the issue becomes, or nothing when it does not fit. */
async function steer(
  store: Store,
  { name, who, at }: Steering,
  act: IssueAct,
  work: (store: Store, issue: Issue, id: number) => Promise<Step | undefined>,
): Promise<Steered> {
  return inTransaction(store, async (transaction) => {
    const issue = await findIssue(transaction, name);
    const step = issue && (await work(transaction, issue, await issueId(transaction, name)));
    if (!step) return { kind: 'not-now' };
    const note = step.note === undefined ? {} : { note: step.note };
    if (!(await replaceIssue(transaction, issue, step.next, { who, act, at, ...note })))
      throw new Error(`${name} changed within a transaction -- invariant`);
    return { kind: 'done', readers: step.readers };
  });
}

/** No new call begins; the sender finishes those in flight. */
export function pauseSending(store: Store, steering: Steering): Promise<Steered> {
  return steer(store, steering, 'paused', async (_, issue) =>
    issue.state === 'sending' && issue.pausedBecause === undefined
      ? { next: pause(issue, `${steering.who} paused it`), readers: 0 }
      : undefined,
  );
}

export function resumeSending(store: Store, steering: Steering): Promise<Steered> {
  return steer(store, steering, 'resumed', async (_, issue) =>
    issue.state === 'sending' && issue.pausedBecause !== undefined ? { next: resume(issue), readers: 0 } : undefined,
  );
}

/** What was never attempted does not leave. What was attempted is followed to its end, so the issue goes on for that. */
export function stopSending(store: Store, steering: Steering): Promise<Steered> {
  return steer(store, steering, 'stopped what had not left of', async (transaction, issue, id) => {
    if (issue.state !== 'sending') return undefined;
    const readers = await stopWaitingBatches(transaction, id, steering.at);
    return { next: resume(issue), readers, note: `${readers} readers are not mailed` };
  });
}

/** Mails those of a sent issue who did not get it: refused by the provider, or stopped before they left. Nobody else. */
export function sendToUnmailed(store: Store, steering: Steering): Promise<Steered> {
  return steer(store, steering, 'reopened', async (transaction, issue, id) => {
    if (issue.state !== 'sent') return undefined;
    const stopped = await releaseStoppedBatches(transaction, id);
    const readers = stopped + (await batchAgain(transaction, id, 'rejected'));
    if (readers === 0) return undefined;
    return { next: reopen(issue), readers, note: 'for those who did not get it' };
  });
}

/** What an editor says of deliveries that nobody can tell about. */
export type UnknownDecision = 'they got it' | 'send again';

export function settleUnknown(store: Store, steering: Steering, decision: UnknownDecision): Promise<Steered> {
  return steer(store, steering, 'settled the unknown of', async (transaction, issue, id) => {
    if (issue.state !== 'sent' && issue.state !== 'sending') return undefined;
    const sayAccepted = () => countUnknownAsAccepted(transaction, id, `counted as accepted by ${steering.who}`);
    const readers = decision === 'they got it' ? await sayAccepted() : await batchAgain(transaction, id, 'unknown');
    if (readers === 0) return undefined;
    await settleProvenBatches(transaction);
    const mailsAgain = decision === 'send again' && issue.state === 'sent';
    return { next: mailsAgain ? reopen(issue) : issue, readers, note: `${decision}: ${readers} readers` };
  });
}
