import { setImmediate as nextTurn } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Making } from './making.ts';
import { batchProgress, nextOpenBatch } from './open-batch-queries.ts';
import type { LeftOff, SendResult } from './send-result.ts';
import { type BatchPorts, workOnBatch } from './work-on-batch.ts';

/** Calls in flight at once: enough to use ten a second when an answer takes a third of one. */
export const LANES = 4;

/**
 * Sends what is left of a frozen issue from this process alone; run again, it resumes. Whoever calls holds the sender's
 * lease. The first lane that leaves off, or breaks, ends the run; the others finish their calls before anybody hears of it,
 * because the lease must outlive every call.
 */
export async function sendAlone(ports: BatchPorts, making: Making): Promise<SendResult> {
  const ending = new AbortController();
  const stop = AbortSignal.any([ports.stop, ending.signal]);
  const progress = await batchProgress(ports.store, making.issueId);
  const busy = new Set<number>();
  let leftOff: LeftOff | undefined;

  // One at a time, so that no two lanes pick the same batch.
  const picking = new PQueue({ concurrency: 1 });
  const pick = () =>
    picking.add(async () => {
      const batch = stop.aborted ? undefined : await nextOpenBatch(ports.store, making.issueId, [...busy]);
      if (batch) busy.add(batch.number);
      return batch;
    });

  const lane = async () => {
    for (let batch = await pick(); batch; batch = await pick()) {
      // Whoever shares the process, a site for example, gets a turn between any two batches.
      await nextTurn();
      const worked = await workOnBatch({ ...ports, stop }, making, batch);
      busy.delete(batch.number);
      if (worked.kind === 'done') {
        progress.done += 1;
        ports.report({ kind: 'progress', ...progress });
      } else {
        leftOff ??= worked;
        ending.abort();
      }
    }
  };

  const lanes = Array.from({ length: LANES }, () => lane());
  for (const running of lanes) running.catch(() => ending.abort());
  const broken = (await Promise.allSettled(lanes)).find(({ status }) => status === 'rejected');
  if (broken?.status === 'rejected') throw broken.reason;
  return leftOff ?? (ports.stop.aborted ? { kind: 'stopped-by-signal' } : { kind: 'nothing-left' });
}
