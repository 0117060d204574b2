import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runSoon } from '#schedule/run-soon.ts';

const AFTER_MS = 1000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work whose runs a test ends one by one. */
function someWork() {
  const runs: { end(): void; fail(error: Error): void; stop: AbortSignal }[] = [];
  const complaints: string[] = [];
  const soon = runSoon(
    (stop) => new Promise<void>((resolve, reject) => runs.push({ end: resolve, fail: reject, stop })),
    { afterMs: AFTER_MS, complain: ({ message }) => complaints.push(message) },
  );
  const later = () => vi.advanceTimersByTimeAsync(AFTER_MS);
  return { runs, complaints, soon, later };
}

it('Work that is asked for begins a fixed moment later, not before', async () => {
  const { runs, soon } = someWork();
  soon.ask();
  await vi.advanceTimersByTimeAsync(AFTER_MS - 1);
  expect(runs).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toHaveLength(1);
});

it('Asking many times at once is one run', async () => {
  const { runs, soon, later } = someWork();
  for (let time = 0; time < 10; time += 1) soon.ask();
  await later();
  await later();
  expect(runs).toHaveLength(1);
});

it('Asking during a run is one more run after it, and none beside it', async () => {
  const { runs, soon, later } = someWork();
  soon.ask();
  await later();
  soon.ask();
  soon.ask();
  await later();
  expect(runs).toHaveLength(1);
  runs[0]?.end();
  await later();
  expect(runs).toHaveLength(2);
  runs[1]?.end();
  await later();
  expect(runs).toHaveLength(2);
});

it('A run that fails is complained of, and the next is not kept from running', async () => {
  const { runs, complaints, soon, later } = someWork();
  soon.ask();
  await later();
  runs[0]?.fail(new Error('the disk is full'));
  await later();
  expect(complaints).toEqual(['the disk is full']);
  soon.ask();
  await later();
  expect(runs).toHaveLength(2);
});

it('Closing tells the run in flight to stop, waits for it, and begins no other', async () => {
  const { runs, soon, later } = someWork();
  soon.ask();
  await later();
  soon.ask();
  let isClosed = false;
  const closing = soon.close().then(() => {
    isClosed = true;
  });
  await later();
  expect(runs[0]?.stop.aborted).toBe(true);
  expect(isClosed).toBe(false);
  runs[0]?.end();
  await closing;
  await later();
  soon.ask();
  await later();
  expect(runs).toHaveLength(1);
});

it('Closing before the moment has come leaves the work undone', async () => {
  const { runs, soon, later } = someWork();
  soon.ask();
  await soon.close();
  await later();
  expect(runs).toHaveLength(0);
});
