import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOfWallTime, wallTime } from '#calendar/wall-time.ts';
import { CATCH_UP_MS, decideSlot, firstSlotFrom, latestSlot } from '#schedule/slots.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const latest = (cron: string, zone: string, now: string) => latestSlot(cron, zone, new Date(now)).toISOString();

describe.each(['UTC', 'America/Los_Angeles', 'Pacific/Auckland'])(
  'the latest slot, on a machine in %s',
  (machineZone) => {
    const before = process.env.TZ;
    beforeEach(() => {
      process.env.TZ = machineZone;
    });
    afterEach(() => {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    });

    test.each([
      ['is this very moment’s', '2026-11-17T08:00:00.000Z', '2026-11-17T08:00:00.000Z'],
      ['is last week’s until a millisecond before', '2026-11-17T07:59:59.999Z', '2026-11-10T08:00:00.000Z'],
      ['stays the same all week', '2026-11-24T07:59:59.999Z', '2026-11-17T08:00:00.000Z'],
    ])('of Tuesday at nine in Berlin %s', (_, now, slot) => {
      expect(latest('0 9 * * 2', 'Europe/Berlin', now)).toBe(slot);
    });

    test.each([
      ['Europe/Berlin', 'in the week before summer time', '2026-03-28T12:00Z', '2026-03-24T08:00:00.000Z'],
      ['Europe/Berlin', 'in the week after', '2026-03-31T12:00Z', '2026-03-31T07:00:00.000Z'],
      ['America/New_York', 'in the week before winter time', '2026-10-31T12:00Z', '2026-10-27T13:00:00.000Z'],
      ['America/New_York', 'in the week after', '2026-11-03T15:00Z', '2026-11-03T14:00:00.000Z'],
    ])('is at nine by the clocks of %s %s', (zone, _, now, slot) => {
      expect(latest('0 9 * * 2', zone, now)).toBe(slot);
    });
  },
);

describe('in the hour that spring leaves out', () => {
  test.each([
    ['Europe/Berlin', '30 2 * * *', '2026-03-29T01:29:59Z', '2026-03-28T01:30:00.000Z'],
    ['Europe/Berlin', '30 2 * * *', '2026-03-29T01:30:00Z', '2026-03-29T01:30:00.000Z'],
    ['America/New_York', '30 2 * * *', '2026-03-08T07:29:59Z', '2026-03-07T07:30:00.000Z'],
    ['America/New_York', '30 2 * * *', '2026-03-08T07:30:00Z', '2026-03-08T07:30:00.000Z'],
  ])('in %s a slot at "%s" comes an hour later by the clocks: at %s it is %s', (zone, cron, now, slot) => {
    expect(latest(cron, zone, now)).toBe(slot);
  });
});

describe('in the hour that autumn repeats', () => {
  test.each([
    ['Europe/Berlin', '30 2 * * *', 'before', '2026-10-25T00:29:59Z', '2026-10-24T00:30:00.000Z'],
    ['Europe/Berlin', '30 2 * * *', 'at', '2026-10-25T00:30:00Z', '2026-10-25T00:30:00.000Z'],
    [
      'Europe/Berlin',
      '30 2 * * *',
      'in the second pass, before it is shown again,',
      '2026-10-25T01:10:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    ['Europe/Berlin', '30 2 * * *', 'when it is shown again', '2026-10-25T01:30:00Z', '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '30 1 * * *', 'before', '2026-11-01T05:29:59Z', '2026-10-31T05:30:00.000Z'],
    ['America/New_York', '30 1 * * *', 'at', '2026-11-01T05:30:00Z', '2026-11-01T05:30:00.000Z'],
    [
      'America/New_York',
      '30 1 * * *',
      'in the second pass, before it is shown again,',
      '2026-11-01T06:10:00Z',
      '2026-11-01T05:30:00.000Z',
    ],
    ['America/New_York', '30 1 * * *', 'when it is shown again', '2026-11-01T06:30:00Z', '2026-11-01T05:30:00.000Z'],
  ])('in %s the slot at "%s" is the first of the two: %s the time (%s) it is %s', (zone, cron, _, now, slot) => {
    expect(latest(cron, zone, now)).toBe(slot);
  });
});

test('of all slots at or before a moment the latest is found, also while the clocks change', () => {
  const minute = (first: number, last: number) =>
    fc.integer({ min: first / 60_000, max: last / 60_000 }).map((minutes) => new Date(minutes * 60_000));
  const ordinary = fc.record({
    now: minute(Date.UTC(2026, 0, 3), Date.UTC(2026, 11, 30)),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
  });
  const nearChange = fc
    .constantFrom(
      ['Europe/Berlin', Date.UTC(2026, 2, 29, 1)] as const,
      ['Europe/Berlin', Date.UTC(2026, 9, 25, 1)] as const,
      ['America/New_York', Date.UTC(2026, 2, 8, 7)] as const,
      ['America/New_York', Date.UTC(2026, 10, 1, 6)] as const,
    )
    .chain(([timeZone, change]) =>
      fc.record({ now: minute(change - 2 * HOUR_MS, change + 3 * HOUR_MS), timeZone: fc.constant(timeZone) }),
    );
  const minutesAway = fc.integer({ min: -120, max: 120 });
  fc.assert(
    fc.property(fc.oneof(ordinary, nearChange), minutesAway, ({ now, timeZone }, minutes) => {
      const wall = new Date(wallTime(now, timeZone).getTime() + minutes * 60_000);
      const ofDay = (days: number) => instantOfWallTime(new Date(wall.getTime() + days * DAY_MS), timeZone);
      const past = [-2, -1, 0, 1].map(ofDay).filter((slot) => slot <= now);
      const cron = `${wall.getUTCMinutes()} ${wall.getUTCHours()} * * *`;
      expect(latestSlot(cron, timeZone, now)).toEqual(past.at(-1));
    }),
    { numRuns: 400 },
  );
});

describe('the first slot from a day', () => {
  test.each([
    ['0 9 * * 2', 'Europe/Berlin', '2026-11-16', '2026-11-17T08:00:00.000Z'],
    ['0 9 * * 1', 'Europe/Berlin', '2026-11-16', '2026-11-16T08:00:00.000Z'],
    ['0 0 * * 1', 'Europe/Berlin', '2026-11-16', '2026-11-15T23:00:00.000Z'],
    ['0 9 * * 0', 'America/New_York', '2026-10-26', '2026-11-01T14:00:00.000Z'],
    ['30 2 * * 0', 'Europe/Berlin', '2026-03-23', '2026-03-29T01:30:00.000Z'],
  ])('of "%s" in %s on or after %s is %s', (cron, zone, day, slot) => {
    expect(firstSlotFrom(cron, zone, day).toISOString()).toBe(slot);
  });
});

describe('what to do about a slot', () => {
  const slot = new Date('2026-11-17T08:00:00.000Z');
  const earlier = { slot: '2026-11-10T08:00:00.000Z', finishedAt: '2026-11-10T08:00:05.000Z' };
  const thisSlot = { slot: slot.toISOString(), finishedAt: '2026-11-17T08:00:05.000Z' };
  const later = { slot: '2026-11-24T08:00:00.000Z', finishedAt: null };
  const lateBy = (ms: number) => new Date(slot.getTime() + ms);

  test('twelve hours are left to catch up', () => {
    expect(CATCH_UP_MS).toBe(12 * 60 * 60 * 1000);
  });

  test.each([
    ['is the baseline of a job that never ran', undefined, lateBy(0), 'baseline'],
    ['is run at its time', earlier, lateBy(0), 'run'],
    ['is caught up twelve hours later', earlier, lateBy(CATCH_UP_MS), 'run'],
    ['is too late a millisecond after that', earlier, lateBy(CATCH_UP_MS + 1), 'too-late'],
    ['is done when it is recorded and finished', thisSlot, lateBy(1000), 'nothing'],
    ['stays done when much later', thisSlot, lateBy(CATCH_UP_MS + 1), 'nothing'],
    ['is run again when it was begun and never finished', { ...thisSlot, finishedAt: null }, lateBy(1000), 'run'],
    [
      'is too late when it was begun, never finished and long ago',
      { ...thisSlot, finishedAt: null },
      lateBy(CATCH_UP_MS + 1),
      'too-late',
    ],
    ['is nothing to do once a later one is recorded', later, lateBy(1000), 'nothing'],
  ] as const)('a slot %s', (_, latestRun, now, decision) => {
    expect(decideSlot(slot, latestRun, now)).toBe(decision);
  });
});
