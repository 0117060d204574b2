import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, isPaused, issueId } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';
import { type FrozenIssue, type Making, makingOf } from './making.ts';
import { batchProgress, openBatch, openNumbers } from './open-batch-queries.ts';
import { isLookDue } from './provider-list/look-before-resuming.ts';
import { recordEnd } from './record-end.ts';
import type { SendResult } from './send-result.ts';
import { formOf } from './template/form-queries.ts';
import { type BatchWorked, type CallPorts, workOnBatch } from './work-on-batch.ts';

/** A batch that waits for whichever machine comes first. */
export type BatchJob = { issue: IssueName; number: number };

/** The queue of batches that all machines work on. */
export type BatchJobs = {
  /** Adds jobs together with what `store` writes. A batch whose job is waiting or being worked on gets no second one. */
  add(store: Store, jobs: readonly BatchJob[]): Promise<void>;
};

/** A job that has to be worked on again, later and by whichever machine. */
export class AgainLater extends Error {}

const LOOK_EVERY_MS = 500;
/** A job can be lost with its machine, or end while its batch is set free again: after so many looks without progress. */
const ADD_AFTER_LOOKS = 10;

export async function addOpenBatches(jobs: BatchJobs, store: Store, issue: IssueName): Promise<void> {
  const numbers = await openNumbers(store, await issueId(store, issue));
  await jobs.add(
    store,
    numbers.map((number) => ({ issue, number })),
  );
}

type MakingOf = (issue: FrozenIssue) => Promise<Making>;

/** Reads an issue once, not for each of its batches: what is frozen stays as it is. */
function keptMaking(ports: CallPorts): MakingOf {
  let kept: Making | undefined;
  return async (issue) => {
    const making = kept?.week === issue.name ? kept : await makingOf(ports, issue);
    kept = making;
    return making;
  };
}

/** What is left of one batch; nothing where the issue has ended or stands still. */
async function workOnOpenBatch(
  ports: CallPorts,
  makingOfIssue: MakingOf,
  { issue: name, number }: BatchJob,
): Promise<BatchWorked> {
  const { store } = ports;
  const issue = await findIssue(store, name);
  if (issue?.state !== 'sending' || issue.pausedBecause !== undefined) return { kind: 'paused-by-editor' };
  const making = await makingOfIssue(issue);
  const batch = await openBatch(store, { issueId: making.issueId, number });
  if (!batch) return { kind: 'done' };
  const maySend = async () => ((await isPaused(store, name)) ? 'paused-by-editor' : 'yes');
  return workOnBatch({ ...ports, maySend }, making, batch);
}

/** Whether whoever follows the issue has to look at the provider's list first, or to decide its form; then it adds the jobs again. */
async function waitsForFollower({ store, clock }: CallPorts, name: IssueName): Promise<boolean> {
  const issue = await findIssue(store, name);
  if (issue?.state !== 'sending') return false;
  const form = await formOf(store, await issueId(store, name));
  return form === undefined || isLookDue(store, issue, clock());
}

/** Works on one job of the queue after the other. Rejects with `AgainLater` when its batch has to be tried again. */
export function jobWorker(ports: CallPorts): (job: BatchJob) => Promise<void> {
  const makingOfIssue = keptMaking(ports);
  return async (job) => {
    if (await waitsForFollower(ports, job.issue)) return;
    const worked = await workOnOpenBatch(ports, makingOfIssue, job);
    if (worked.kind === 'done') return recordEnd(ports, job.issue, { kind: 'nothing-left' });
    if (worked.kind === 'paused') return recordEnd(ports, job.issue, worked);
    if (worked.kind !== 'paused-by-editor') throw new AgainLater('because' in worked ? worked.because : worked.kind);
  };
}

/** Follows an issue whose batches are worked on by every machine, this one among them, until it ends or stands still. */
export async function sendWithOthers(ports: CallPorts, jobs: BatchJobs, name: IssueName): Promise<SendResult> {
  const { store, stop } = ports;
  await addOpenBatches(jobs, store, name);
  const id = await issueId(store, name);
  let before = -1;
  for (let looks = 1; ; looks += 1) {
    const issue = await findIssue(store, name);
    if (issue?.state !== 'sending') return { kind: 'nothing-left' };
    if (issue.pausedBecause !== undefined) return { kind: 'paused', because: issue.pausedBecause };
    if (stop.aborted) return { kind: 'stopped-by-signal' };
    // No machine takes a job then; whoever called looks at the list and comes back.
    if (await isLookDue(store, issue, ports.clock())) return { kind: 'nothing-left' };
    const progress = await batchProgress(store, id);
    if (progress.done !== before) ports.report({ kind: 'progress', ...progress });
    looks = progress.done === before ? looks : 0;
    before = progress.done;
    await recordEnd(ports, name, { kind: 'nothing-left' });
    if (looks === ADD_AFTER_LOOKS) await addOpenBatches(jobs, store, name);
    await ports.wait(LOOK_EVERY_MS, stop);
  }
}
