import { beforeEach, describe, expect, test } from 'vitest';
import { tickJob } from '#schedule/run-schedule.ts';
import type { Store } from '#store/open-store.ts';
import { aStore } from '../builders/store-builders.ts';
import { aClock, aJob, aMachine, MINUTE_MS } from './a-machine.ts';

let store: Store;

beforeEach(async () => {
  store = await aStore();
  return () => store.destroy();
});

/** What a daily job does while two machines take turns looking at it every quarter of an hour from one moment to another. */
async function doneDuring(timeZone: string, cron: string, from: string, to: string): Promise<string[]> {
  const clock = aClock(from);
  const job = aJob({ cron });
  let [next, other] = [aMachine(store, clock, { timeZone }), aMachine(store, clock, { name: 'two', timeZone })];
  for (; clock() < new Date(to); clock.advance(15 * MINUTE_MS)) {
    await tickJob(next, job);
    [next, other] = [other, next];
  }
  return job.done;
}

const rows = [
  {
    change: 'Europe/Berlin into summer time',
    zone: 'Europe/Berlin',
    from: '2026-03-27T12:00Z',
    to: '2026-03-30T12:00Z',
    atNine: ['2026-03-28T08:00', '2026-03-29T07:00', '2026-03-30T07:00'],
    critical: { cron: '30 2 * * *', slots: ['2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30'] },
  },
  {
    change: 'Europe/Berlin into winter time',
    zone: 'Europe/Berlin',
    from: '2026-10-23T12:00Z',
    to: '2026-10-26T12:00Z',
    atNine: ['2026-10-24T07:00', '2026-10-25T08:00', '2026-10-26T08:00'],
    critical: { cron: '30 2 * * *', slots: ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'] },
  },
  {
    change: 'America/New_York into summer time',
    zone: 'America/New_York',
    from: '2026-03-06T18:00Z',
    to: '2026-03-09T18:00Z',
    atNine: ['2026-03-07T14:00', '2026-03-08T13:00', '2026-03-09T13:00'],
    critical: { cron: '30 2 * * *', slots: ['2026-03-07T07:30', '2026-03-08T07:30', '2026-03-09T06:30'] },
  },
  {
    change: 'America/New_York into winter time',
    zone: 'America/New_York',
    from: '2026-10-30T18:00Z',
    to: '2026-11-02T18:00Z',
    atNine: ['2026-10-31T13:00', '2026-11-01T14:00', '2026-11-02T14:00'],
    critical: { cron: '30 1 * * *', slots: ['2026-10-31T05:30', '2026-11-01T05:30', '2026-11-02T06:30'] },
  },
];
const ran = (slots: string[]) => slots.map((slot) => `ran ${slot}:00.000Z`);

describe.each(rows)('when the clocks change in $change', ({ zone, from, to, atNine, critical }) => {
  test('a daily job at nine runs at nine by the clocks, once a day', async () => {
    expect(await doneDuring(zone, '0 9 * * *', from, to)).toEqual(ran(atNine));
  });

  test(`a daily job inside the hour that changes ("${critical.cron}") runs once a day`, async () => {
    expect(await doneDuring(zone, critical.cron, from, to)).toEqual(ran(critical.slots));
  });
});

describe('a first start in the second pass through the repeated hour', () => {
  test.each([
    ['Europe/Berlin', '30 2 * * *', '2026-10-25T01:10Z', '2026-10-26T01:30'],
    ['America/New_York', '30 1 * * *', '2026-11-01T06:10Z', '2026-11-02T06:30'],
  ])('in %s does not run the slot that has passed already', async (zone, cron, from, next) => {
    expect(await doneDuring(zone, cron, from, `${next.slice(0, 10)}T12:00Z`)).toEqual(ran([next]));
  });
});

describe('the twelve hours of catching up are hours that passed, not hours on the clocks', () => {
  test.each([
    ['spring, thirteen on the clocks', '2026-03-28T19:00:00.000Z', '2026-03-29T07:00:00Z', 'ran'],
    ['spring, over', '2026-03-28T19:00:00.000Z', '2026-03-29T07:01:00Z', 'missed'],
    ['autumn, eleven on the clocks', '2026-10-24T18:00:00.000Z', '2026-10-25T06:00:00Z', 'ran'],
    ['autumn, twelve on the clocks but over', '2026-10-24T18:00:00.000Z', '2026-10-25T07:00:00Z', 'missed'],
  ])('in %s', async (_, slot, back, outcome) => {
    const clock = aClock(new Date(Date.parse(slot) - 60 * MINUTE_MS).toISOString());
    const machine = aMachine(store, clock);
    const job = aJob({ cron: '0 20 * * *' });
    await tickJob(machine, job);
    clock.set(back);
    await tickJob(machine, job);
    expect(job.done).toEqual([`${outcome} ${slot}`]);
  });
});

test.each([
  ['spring', '2026-03-24T08:00:00.000Z', '2026-03-31T07:00:00.000Z'],
  ['autumn', '2026-10-20T07:00:00.000Z', '2026-10-27T08:00:00.000Z'],
])('a process that is down over the change in %s catches up next week’s slot', async (_, before, after) => {
  const clock = aClock(new Date(Date.parse(before) - 1).toISOString());
  const machine = aMachine(store, clock);
  const job = aJob();
  await tickJob(machine, job);
  clock.set(before);
  await tickJob(machine, job);
  clock.set(new Date(Date.parse(after) + 11 * 60 * MINUTE_MS));
  await tickJob(machine, job);
  expect(job.done).toEqual([`ran ${before}`, `ran ${after}`]);
});
