import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type ScheduledJob, tickJob } from '#schedule/run-schedule.ts';
import type { Store } from '#store/open-store.ts';
import { aStore } from '../builders/store-builders.ts';
import { aClock, aJob, aMachine, type FakeClock, MINUTE_MS, recordedRuns } from './a-machine.ts';

const TUESDAY = '2026-11-17T08:00:00.000Z';

let store: Store;
let clock: FakeClock;

beforeEach(async () => {
  store = await aStore();
  clock = aClock('2026-11-16T12:00:00Z');
  await tickJob(aMachine(store, clock), aJob());
  clock.set(TUESDAY);
  return () => store.destroy();
});

/** A job whose run begins, and goes on until it is let go; or never ends, like that of a process that was killed. */
function aLongJob() {
  const began = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const job = aJob();
  const run: ScheduledJob['run'] = async (slot) => {
    began.resolve();
    await letGo.promise;
    return job.run(slot);
  };
  return { job: { ...job, run }, began: began.promise, letGo: letGo.resolve };
}

/** As in run-schedule.ts. */
const LEASE_MS = 15_000;

/** A renewal is under way while the test's clock stands still: waits until it is written down, so that no later one overtakes it. */
async function untilTheLeaseIsRenewed(): Promise<void> {
  const renewed = new Date(clock().getTime() + LEASE_MS).toISOString();
  const expires = store.selectFrom('leases').select('expires_at').where('name', '=', 'job weekly-issue');
  while ((await expires.executeTakeFirstOrThrow()).expires_at !== renewed) await nextTurn();
}

describe('a process started more than once', () => {
  test('runs a slot once when all look at the same moment', async () => {
    const job = aJob();
    const machines = ['one', 'two', 'three', 'four'].map((name) => aMachine(store, clock, { name }));
    await Promise.all(machines.map((machine) => tickJob(machine, job)));
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('runs a slot once when one looks while the other runs it, and after', async () => {
    const { job, began, letGo } = aLongJob();
    const [one, two] = [aMachine(store, clock), aMachine(store, clock, { name: 'two' })];
    const running = tickJob(one, job);
    await began;
    clock.advance(14_000);
    await tickJob(two, job);
    expect(two.lines).toEqual([]);
    letGo();
    await running;
    await tickJob(two, job);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('runs a slot once, also one that takes longer than a lease lasts', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const { job, began, letGo } = aLongJob();
    const [one, two] = [aMachine(store, clock), aMachine(store, clock, { name: 'two' })];
    const running = tickJob(one, job);
    await began;
    for (let beat = 0; beat < 25; beat += 1) {
      clock.advance(LEASE_MS / 3);
      await vi.advanceTimersByTimeAsync(LEASE_MS / 3);
      await untilTheLeaseIsRenewed();
    }
    await tickJob(two, job);
    expect(two.lines).toEqual([]);
    letGo();
    await running;
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('runs a slot once when the two look in turn', async () => {
    const job = aJob();
    const machines = [aMachine(store, clock), aMachine(store, clock, { name: 'two' })];
    for (const machine of [...machines, ...machines]) {
      await tickJob(machine, job);
      clock.advance(MINUTE_MS);
    }
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('runs a slot at once in the second when the first has just looked', async () => {
    const job = aJob();
    clock.set('2026-11-17T07:59:59Z');
    await tickJob(aMachine(store, clock), job);
    clock.set(TUESDAY);
    await tickJob(aMachine(store, clock, { name: 'two' }), job);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('lets the second try at once what failed in the first', async () => {
    const job = aJob();
    const failing = { ...job, run: () => Promise.reject(new Error('the disk is full')) };
    await expect(tickJob(aMachine(store, clock), failing)).rejects.toThrow('the disk is full');
    await tickJob(aMachine(store, clock, { name: 'two' }), job);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('hands a missed slot over once', async () => {
    const job = aJob();
    clock.set('2026-11-18T08:00:00Z');
    const [one, two] = [aMachine(store, clock), aMachine(store, clock, { name: 'two' })];
    await Promise.all([tickJob(one, job), tickJob(two, job)]);
    await tickJob(two, job);
    expect(job.done).toEqual([`missed ${TUESDAY}`]);
  });

  test('lets the second run other jobs meanwhile', async () => {
    const draft = aJob({ name: 'compose-draft' });
    clock.set('2026-11-16T12:00:00Z');
    await tickJob(aMachine(store, clock), draft);
    clock.set(TUESDAY);
    const { job, began, letGo } = aLongJob();
    const running = tickJob(aMachine(store, clock), job);
    await began;
    await tickJob(aMachine(store, clock, { name: 'two' }), draft);
    expect(draft.done).toEqual([`ran ${TUESDAY}`]);
    letGo();
    await running;
  });
});

describe('a process that ends in the middle of a run', () => {
  test('leaves a run that another process begins again when the lease has run out', async () => {
    const killed = aLongJob();
    void tickJob(aMachine(store, clock), killed.job);
    await killed.began;
    const job = aJob();
    const two = aMachine(store, clock, { name: 'two' });
    clock.advance(14_999);
    await tickJob(two, job);
    expect(job.done).toEqual([]);
    expect(await recordedRuns(store)).toContain(`weekly-issue ${TUESDAY} unfinished`);
    clock.advance(1);
    await tickJob(two, job);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
    expect(await recordedRuns(store)).toContain(`weekly-issue ${TUESDAY} sent`);
  });

  test('leaves a run that the same machine begins again at once, because the process is seen to be gone', async () => {
    const killed = aLongJob();
    const { pid } = spawnSync(process.execPath, ['--version']);
    void tickJob(aMachine(store, clock, { host: hostname(), pid }), killed.job);
    await killed.began;
    const job = aJob();
    await tickJob(aMachine(store, clock, { name: 'two', host: hostname(), pid: process.pid }), job);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('is waited for as long as it lives on the same machine', async () => {
    const alive = aLongJob();
    const running = tickJob(aMachine(store, clock, { host: hostname(), pid: process.pid }), alive.job);
    await alive.began;
    const job = aJob();
    await tickJob(aMachine(store, clock, { name: 'two', host: hostname(), pid: process.pid }), job);
    expect(job.done).toEqual([]);
    alive.letGo();
    await running;
  });

  test('has its run handed over as missed when it is found more than twelve hours later', async () => {
    const killed = aLongJob();
    void tickJob(aMachine(store, clock), killed.job);
    await killed.began;
    const job = aJob();
    clock.set('2026-11-17T20:00:01Z');
    await tickJob(aMachine(store, clock, { name: 'two' }), job);
    expect(job.done).toEqual([`missed ${TUESDAY}`]);
  });
});
