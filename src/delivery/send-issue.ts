import type { Clock } from '#calendar/clock.ts';
import type { SendingIssue } from '#issue/issue.ts';
import { issueId } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';
import type { SubmitBatch } from './answer.ts';
import { type AfterAnswer, applyAnswer } from './apply-answer.ts';
import { beginAttempt, type Making } from './attempt-batch.ts';
import { type BatchOutcome, idempotencyKey, type OpenBatch } from './batch.ts';
import { batchProgress, frozenMessage, nextOpenBatch } from './batch-queries.ts';
import { carefulPace, type Pace, paceAfter, takePlace } from './pace.ts';

/** Calls in flight at once: enough to use ten a second when an answer takes a third of one. */
const LANES = 4;

export type SenderPorts = {
  store: Store;
  clock: Clock;
  secret: string;
  submitBatch: SubmitBatch;
  /** Waits so many milliseconds; returns early when `stop` is signalled. */
  wait(ms: number, stop: AbortSignal): Promise<void>;
  /** Whether this process may still send: it holds the sender's lease, and no editor has paused the issue. */
  maySend(): Promise<'yes' | 'lease-lost' | 'paused-by-editor'>;
  report(event: SendEvent): void;
  /** Signalled by the person at the keyboard or the system: calls in flight are finished, no new one begins. */
  stop: AbortSignal;
};

/** What somebody watching wants to know: what an attempt made of its batch, batches done of all, or that a batch waits and why. */
export type SendEvent =
  | { kind: 'attempted'; outcome: BatchOutcome }
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'waiting'; ms: number; because: string };

export type SendResult =
  | { kind: 'nothing-left' }
  | { kind: 'stopped-by-signal' }
  | { kind: 'lease-lost' }
  | { kind: 'paused-by-editor' }
  /** Goes on once a person has changed something. */
  | { kind: 'paused'; because: string }
  /** Goes on by itself with the next run. */
  | { kind: 'interrupted'; because: string };

/** What the lanes of one run share. */
type Run = {
  ports: SenderPorts;
  making: Making;
  busy: Set<number>;
  picking: Promise<unknown>;
  pace: Pace;
  progress: { done: number; total: number };
  ended: SendResult | undefined;
  broken: boolean;
};

async function call(run: Run, batch: OpenBatch, attempt: number): Promise<AfterAnswer | undefined> {
  const { ports, making } = run;
  const place = takePlace(run.pace, performance.now());
  run.pace = place.pace;
  if (place.waitMs > 0) await ports.wait(place.waitMs, ports.stop);
  if (ports.stop.aborted || run.ended || run.broken) return undefined;
  const may = await ports.maySend();
  if (may !== 'yes') {
    run.ended ??= { kind: may };
    return undefined;
  }
  const begun = await beginAttempt(making, batch, ports.clock());
  if (begun.kind === 'nothing-to-call') return { kind: 'done', outcome: begun.outcome };
  const answer = await ports.submitBatch(begun.items, idempotencyKey(making.week, begun.batch));
  run.pace = paceAfter(run.pace, answer.kind === 'silence' ? undefined : answer.rate, performance.now());
  return applyAnswer(ports.store, begun.batch, answer, attempt);
}

async function workOnBatch(run: Run, first: OpenBatch): Promise<void> {
  const { ports } = run;
  let batch = first;
  for (let attempt = 1; ; attempt += 1) {
    const after = await call(run, batch, attempt);
    if (after === undefined) return;
    ports.report({ kind: 'attempted', outcome: after.outcome });
    if (after.kind === 'done') {
      run.progress.done += 1;
      return ports.report({ kind: 'progress', ...run.progress });
    }
    if (after.kind === 'stop') {
      run.ended ??= { kind: after.needsPerson ? 'paused' : 'interrupted', because: after.because };
      return;
    }
    ports.report({ kind: 'waiting', ms: after.waitMs, because: after.because });
    await ports.wait(after.waitMs, ports.stop);
    batch = after.batch;
  }
}

/** One lane picks at a time, so that no two pick the same batch. */
function pick(run: Run): Promise<OpenBatch | undefined> {
  const picked = run.picking.then(async () => {
    const batch = await nextOpenBatch(run.ports.store, run.making.issueId, [...run.busy]);
    if (batch) run.busy.add(batch.number);
    return batch;
  });
  run.picking = picked.catch(() => undefined);
  return picked;
}

async function lane(run: Run): Promise<void> {
  while (!run.ended && !run.broken && !run.ports.stop.aborted) {
    const batch = await pick(run);
    if (!batch) return;
    await workOnBatch(run, batch)
      .catch((error) => {
        // The other lanes finish their calls before anybody hears of it: the lease must outlive every call.
        run.broken = true;
        throw error;
      })
      .finally(() => run.busy.delete(batch.number));
  }
}

/** Sends what is left of a frozen issue; run again, it resumes. Whoever calls holds the sender's lease. */
export async function sendIssue(ports: SenderPorts, issue: SendingIssue): Promise<SendResult> {
  const id = await issueId(ports.store, issue.name);
  const making = {
    store: ports.store,
    week: issue.name,
    issueId: id,
    message: await frozenMessage(ports.store, id),
    secret: ports.secret,
  };
  const run: Run = {
    ports,
    making,
    busy: new Set(),
    picking: Promise.resolve(),
    pace: carefulPace(performance.now()),
    progress: await batchProgress(ports.store, id),
    ended: undefined,
    broken: false,
  };
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => lane(run)));
  const broken = lanes.find(({ status }) => status === 'rejected');
  if (broken?.status === 'rejected') throw broken.reason;
  return run.ended ?? (ports.stop.aborted ? { kind: 'stopped-by-signal' } : { kind: 'nothing-left' });
}
