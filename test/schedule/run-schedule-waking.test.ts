import cron from 'node-cron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '#calendar/clock.ts';
import { runSchedule } from '#schedule/run-schedule.ts';
import { recordRun } from '#schedule/schedule-run-queries.ts';
import { latestSlot } from '#schedule/slots.ts';
import type { Store } from '#store/open-store.ts';
import { aStore } from '../builders/store-builders.ts';
import { aJob, aMachine, MINUTE_MS, recordedRuns } from './a-machine.ts';

const TUESDAY = '2026-11-17T08:00:00.000Z';

let store: Store;

// node-cron would tell the console about every minute that a machine slept through.
const silent = () => undefined;
cron.setLogger({ info: silent, warn: silent, error: silent, debug: silent });

// The machine's own time and timers are the fake ones here: node-cron asks for nothing else.
beforeEach(async () => {
  store = await aStore();
  vi.useFakeTimers({ now: new Date('2026-11-17T07:57:30Z'), toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  return () => {
    vi.useRealTimers();
    return store.destroy();
  };
});

/** Lets the time pass second by second, so that whatever a second sets off is done before the next. */
async function pass(ms: number): Promise<void> {
  for (let second = 0; second < ms / 1000; second += 1) {
    await vi.advanceTimersByTimeAsync(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the schedule in a process', () => {
  test('looks at its jobs at the start, and at every minute until it is stopped', async () => {
    const job = aJob();
    const machine = aMachine(store, systemClock);
    const running = await runSchedule(machine, [job]);
    expect(await recordedRuns(store)).toEqual(['weekly-issue 2026-11-10T08:00:00.000Z before the first start']);
    await pass(2 * MINUTE_MS + 29_000);
    expect(job.done).toEqual([]);
    await pass(2000);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
    await pass(3 * MINUTE_MS);
    await running.stop();
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('catches up at the start what was missed, without waiting for the next minute', async () => {
    const job = aJob();
    await (await runSchedule(aMachine(store, systemClock), [job])).stop();
    vi.setSystemTime('2026-11-17T11:00:30Z');
    const running = await runSchedule(aMachine(store, systemClock, { name: 'restarted' }), [job]);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
    await running.stop();
  });

  test('finds a slot that passed while the machine slept', async () => {
    const job = aJob();
    const running = await runSchedule(aMachine(store, systemClock), [job]);
    vi.setSystemTime('2026-11-17T13:00:30Z');
    await pass(2 * MINUTE_MS);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
    await running.stop();
  });

  test('does nothing any more once it is stopped', async () => {
    const job = aJob();
    const running = await runSchedule(aMachine(store, systemClock), [job]);
    await running.stop();
    await pass(5 * MINUTE_MS);
    expect(job.done).toEqual([]);
  });

  test('waits, when it is stopped, for the run that is under way', async () => {
    const order: string[] = [];
    const began = Promise.withResolvers<void>();
    const letGo = Promise.withResolvers<void>();
    const job = aJob({
      async run() {
        order.push('run begins');
        began.resolve();
        await letGo.promise;
        order.push('run ends');
        return 'sent';
      },
    });
    const running = await runSchedule(aMachine(store, systemClock), [job]);
    await pass(3 * MINUTE_MS);
    await began.promise;
    const stopped = running.stop().then(() => order.push('stopped'));
    await pass(5000);
    letGo.resolve();
    await stopped;
    expect(order).toEqual(['run begins', 'run ends', 'stopped']);
    expect(await recordedRuns(store)).toContain(`weekly-issue ${TUESDAY} sent`);
  });

  test('goes on with the other jobs when one fails, says which, and tries it again a minute later', async () => {
    let failures = 0;
    const failing = aJob({
      name: 'compose-draft',
      async run() {
        failures += 1;
        throw new Error('the disk is full');
      },
    });
    const sound = aJob();
    const machine = aMachine(store, systemClock);
    const running = await runSchedule(machine, [failing, sound]);
    await pass(2 * MINUTE_MS + 31_000);
    expect(sound.done).toEqual([`ran ${TUESDAY}`]);
    expect(machine.lines).toContain('error: compose-draft failed: the disk is full');
    expect(failures).toBe(1);
    await pass(MINUTE_MS);
    expect(failures).toBe(2);
    await running.stop();
  });
});

describe('while the clocks change, the schedule wakes at every minute that passes', () => {
  test.each([
    ['Europe/Berlin', 'spring', '2026-03-29T00:50:30Z', '2026-03-29T01:10:30Z'],
    ['Europe/Berlin', 'autumn, into the first pass', '2026-10-24T23:50:30Z', '2026-10-25T00:10:30Z'],
    ['Europe/Berlin', 'autumn, into the second pass', '2026-10-25T00:50:30Z', '2026-10-25T01:10:30Z'],
    ['Europe/Berlin', 'autumn, out of the second pass', '2026-10-25T01:50:30Z', '2026-10-25T02:10:30Z'],
    ['America/New_York', 'spring', '2026-03-08T06:50:30Z', '2026-03-08T07:10:30Z'],
    ['America/New_York', 'autumn, into the first pass', '2026-11-01T04:50:30Z', '2026-11-01T05:10:30Z'],
    ['America/New_York', 'autumn, into the second pass', '2026-11-01T05:50:30Z', '2026-11-01T06:10:30Z'],
    ['America/New_York', 'autumn, out of the second pass', '2026-11-01T06:50:30Z', '2026-11-01T07:10:30Z'],
  ])('in %s in %s', async (timeZone, _, from, to) => {
    vi.setSystemTime(from);
    // A run that fails is tried again whenever the schedule wakes.
    const wokenAt: string[] = [];
    const job = aJob({
      cron: '0 23 * * *',
      async run() {
        wokenAt.push(systemClock().toISOString().slice(0, 16));
        throw new Error('not yet');
      },
    });
    await recordRun(store, job.name, latestSlot(job.cron, timeZone, new Date(from)), new Date(from));
    const running = await runSchedule(aMachine(store, systemClock, { timeZone }), [job]);
    await pass(Date.parse(to) - Date.parse(from));
    await running.stop();
    const minutes = Array.from({ length: 21 }, (_, minute) => new Date(Date.parse(from) + minute * MINUTE_MS));
    expect(wokenAt).toEqual(minutes.map((at) => at.toISOString().slice(0, 16)));
  });
});
