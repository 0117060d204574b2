import type { Clock } from '#calendar/clock.ts';
import type { Store } from '#store/open-store.ts';
import type { SubmitBatch } from './answer.ts';
import { type AfterAnswer, applyAnswer } from './apply-answer.ts';
import { beginAttempt } from './attempt-batch.ts';
import { type BatchOutcome, idempotencyKey, type OpenBatch } from './batch.ts';
import type { Making } from './making.ts';
import { openBatch } from './open-batch-queries.ts';
import type { Pacer } from './pacer.ts';
import type { LookEvent } from './provider-list/look-before-freezing.ts';
import type { LeftOff } from './send-result.ts';

/** What calling needs, whoever does it. */
export type CallPorts = {
  store: Store;
  clock: Clock;
  secret: string;
  submitBatch: SubmitBatch;
  /** Tells the API key that calls are made with from another one. */
  apiKeyMark: string;
  pacer: Pacer;
  /** Waits so many milliseconds; returns early when `stop` is signalled. */
  wait(ms: number, stop: AbortSignal): Promise<void>;
  report(event: SendEvent): void;
  /** Signalled when no new call may begin; calls in flight are finished. */
  stop: AbortSignal;
};

export type BatchPorts = CallPorts & {
  /** Whether another call may be made: we still are the one to make it, and no editor has paused the issue. */
  maySend(): Promise<'yes' | 'lease-lost' | 'paused-by-editor'>;
};

/** What somebody watching wants to know: what an attempt made of its batch, batches done of all, waits, what the provider's list says. */
export type SendEvent =
  | { kind: 'attempted'; outcome: BatchOutcome }
  | { kind: 'progress'; done: number; total: number }
  | LookEvent;

/** `done`: nothing is left to be done about the batch. */
export type BatchWorked = { kind: 'done' } | LeftOff;

async function callOnce(
  ports: BatchPorts,
  making: Making,
  batch: OpenBatch,
  attempt: number,
): Promise<AfterAnswer | LeftOff | { kind: 'changed'; outcome?: BatchOutcome | undefined }> {
  const { pacer, stop } = ports;
  const waitMs = await pacer.place();
  if (waitMs > 0) await ports.wait(waitMs, stop);
  if (stop.aborted) return { kind: 'stopped-by-signal' };
  const may = await ports.maySend();
  if (may !== 'yes') return { kind: may };
  const begun = await beginAttempt(making, batch, ports.clock());
  if (begun.kind === 'nothing-to-call') return { kind: 'changed', outcome: begun.outcome };
  const answer = await ports.submitBatch(begun.body, idempotencyKey(making.week, begun.batch));
  await pacer.heard(answer.kind === 'silence' ? undefined : answer.rate);
  return applyAnswer(ports.store, begun.batch, answer, attempt);
}

/** Calls for a batch until its answer is written down, by the retry table, or until there is a reason to leave it open. */
export async function workOnBatch(ports: BatchPorts, making: Making, first: OpenBatch): Promise<BatchWorked> {
  const name = { issueId: making.issueId, number: first.number };
  let batch: OpenBatch | undefined = first;
  for (let attempt = 1; batch; attempt += 1) {
    const after = await callOnce(ports, making, batch, attempt);
    if ('outcome' in after && after.outcome) ports.report({ kind: 'attempted', outcome: after.outcome });
    if (after.kind === 'stop') return { kind: after.needsPerson ? 'paused' : 'interrupted', because: after.because };
    if (after.kind === 'done') return { kind: 'done' };
    if (after.kind !== 'again' && after.kind !== 'changed') return after;
    if (after.kind === 'again') {
      ports.report({ kind: 'waiting', ms: after.waitMs, because: after.because });
      await ports.wait(after.waitMs, ports.stop);
    }
    // Another machine, an event or an editor may have come first.
    batch = await openBatch(ports.store, name);
  }
  return { kind: 'done' };
}
