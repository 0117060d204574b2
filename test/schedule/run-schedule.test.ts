import { beforeEach, describe, expect, test } from 'vitest';
import { tickJob } from '#schedule/run-schedule.ts';
import type { Store } from '#store/open-store.ts';
import { aStore } from '../builders/store-builders.ts';
import { aClock, aJob, aMachine, type FakeClock, HOUR_MS, MINUTE_MS, recordedRuns } from './a-machine.ts';

const TUESDAY = '2026-11-17T08:00:00.000Z';
const LAST_TUESDAY = '2026-11-10T08:00:00.000Z';

let store: Store;
let clock: FakeClock;

beforeEach(async () => {
  store = await aStore();
  clock = aClock('2026-11-16T12:00:00Z');
  return () => store.destroy();
});

/** A machine that has looked at a job before, so that the next slot is the job's first to run. */
async function aStartedMachine(job = aJob()) {
  const machine = aMachine(store, clock);
  await tickJob(machine, job);
  return { machine, job };
}

describe('a job that has never run', () => {
  test('does not run the slot before the first start, however recent it is', async () => {
    const job = aJob();
    clock.set('2026-11-17T08:01:00Z');
    await tickJob(aMachine(store, clock), job);
    await tickJob(aMachine(store, clock), job);
    expect(job.done).toEqual([]);
    expect(await recordedRuns(store)).toEqual([`weekly-issue ${TUESDAY} before the first start`]);
  });

  test('runs the slot after the first start', async () => {
    const { machine, job } = await aStartedMachine();
    clock.set(TUESDAY);
    await tickJob(machine, job);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('starts by itself, also when another job has run for long', async () => {
    const { machine } = await aStartedMachine();
    clock.set(TUESDAY);
    const other = aJob({ name: 'compose-draft' });
    await tickJob(machine, other);
    expect(other.done).toEqual([]);
  });
});

describe('a slot', () => {
  test('is run at its time and not a moment before', async () => {
    const { machine, job } = await aStartedMachine();
    clock.set('2026-11-17T07:59:59.999Z');
    await tickJob(machine, job);
    expect(job.done).toEqual([]);
    clock.set(TUESDAY);
    await tickJob(machine, job);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('is run once, however often the schedule looks', async () => {
    const { machine, job } = await aStartedMachine();
    clock.set(TUESDAY);
    for (let minute = 0; minute < 60; minute += 1) {
      await tickJob(machine, job);
      clock.advance(MINUTE_MS);
    }
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test('is followed by next week’s', async () => {
    const { machine, job } = await aStartedMachine();
    clock.set(TUESDAY);
    await tickJob(machine, job);
    clock.set('2026-11-24T08:00:30Z');
    await tickJob(machine, job);
    expect(job.done).toEqual([`ran ${TUESDAY}`, 'ran 2026-11-24T08:00:00.000Z']);
  });

  test('is recorded with its outcome and the times it began and ended', async () => {
    const { machine, job } = await aStartedMachine(
      aJob({
        run: async () => {
          clock.advance(3 * MINUTE_MS);
          return 'sent to 40 readers';
        },
      }),
    );
    clock.set(TUESDAY);
    await tickJob(machine, job);
    expect(await recordedRuns(store)).toEqual([
      `weekly-issue ${LAST_TUESDAY} before the first start`,
      `weekly-issue ${TUESDAY} sent to 40 readers`,
    ]);
    expect(
      await store.selectFrom('schedule_runs').selectAll().where('slot', '=', TUESDAY).executeTakeFirst(),
    ).toMatchObject({ claimed_at: TUESDAY, finished_at: '2026-11-17T08:03:00.000Z' });
    expect(machine.quietly).toEqual([`weekly-issue of ${TUESDAY}: begins`]);
    expect(machine.lines).toEqual([`weekly-issue of ${TUESDAY}: sent to 40 readers`]);
  });

  test('that found nothing to do is recorded, and not a line for whoever reads the log', async () => {
    const { machine, job } = await aStartedMachine(aJob({ run: async () => undefined }));
    clock.set(TUESDAY);
    await tickJob(machine, job);
    expect(await recordedRuns(store)).toContain(`weekly-issue ${TUESDAY} nothing to do`);
    expect(machine.lines).toEqual([]);
    expect(machine.quietly).toContain(`weekly-issue of ${TUESDAY}: nothing to do`);
  });
});

describe('a slot missed while the process was down', () => {
  test.each([
    ['a minute', MINUTE_MS],
    ['six hours', 6 * HOUR_MS],
    ['twelve hours to the millisecond', 12 * HOUR_MS],
  ])('is caught up %s later', async (_, late) => {
    const { machine, job } = await aStartedMachine();
    clock.set(TUESDAY);
    clock.advance(late);
    await tickJob(machine, job);
    await tickJob(machine, job);
    expect(job.done).toEqual([`ran ${TUESDAY}`]);
  });

  test.each([
    ['a millisecond more than twelve hours', 12 * HOUR_MS + 1],
    ['two days', 48 * HOUR_MS],
  ])('is handed over as missed %s later, once', async (_, late) => {
    const { machine, job } = await aStartedMachine();
    clock.set(TUESDAY);
    clock.advance(late);
    await tickJob(machine, job);
    await tickJob(machine, job);
    expect(job.done).toEqual([`missed ${TUESDAY}`]);
    expect(machine.quietly).toEqual([`weekly-issue of ${TUESDAY}: missed`]);
    expect(machine.lines).toEqual([`weekly-issue of ${TUESDAY}: held`]);
    expect(await recordedRuns(store)).toContain(`weekly-issue ${TUESDAY} held`);
  });

  test('does not keep the next slot from running', async () => {
    const { machine, job } = await aStartedMachine();
    clock.set('2026-11-19T08:00:00Z');
    await tickJob(machine, job);
    clock.set('2026-11-24T08:00:00Z');
    await tickJob(machine, job);
    expect(job.done).toEqual([`missed ${TUESDAY}`, 'ran 2026-11-24T08:00:00.000Z']);
  });
});

describe('a run that fails', () => {
  async function aFailingRun() {
    const attempts: string[] = [];
    const job = aJob({
      async run(slot) {
        attempts.push(slot.toISOString());
        if (attempts.length < 3) throw new Error('the disk is full');
        return 'sent';
      },
    });
    const { machine } = await aStartedMachine(job);
    clock.set(TUESDAY);
    return { machine, job, attempts };
  }

  test('says so, stays unfinished, and is run again until it succeeds', async () => {
    const { machine, job, attempts } = await aFailingRun();
    await expect(tickJob(machine, job)).rejects.toThrow('the disk is full');
    expect(await recordedRuns(store)).toContain(`weekly-issue ${TUESDAY} unfinished`);
    await expect(tickJob(machine, job)).rejects.toThrow('the disk is full');
    await tickJob(machine, job);
    await tickJob(machine, job);
    expect(attempts).toEqual([TUESDAY, TUESDAY, TUESDAY]);
    expect(await recordedRuns(store)).toContain(`weekly-issue ${TUESDAY} sent`);
  });

  test('is handed over as missed after twelve hours', async () => {
    const { machine, job, attempts } = await aFailingRun();
    await expect(tickJob(machine, job)).rejects.toThrow('the disk is full');
    clock.advance(12 * HOUR_MS + 1);
    await tickJob(machine, job);
    expect([attempts, job.done]).toEqual([[TUESDAY], [`missed ${TUESDAY}`]]);
  });
});
