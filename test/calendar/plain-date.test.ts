import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addDays,
  dateInZone,
  daysBetween,
  earlierOf,
  isoWeekday,
  laterOf,
  longDate,
  plainDate,
  plainDateSchema,
} from '#calendar/plain-date.ts';
import { anyDay } from './arbitrary-days.ts';

const messageOf = (text: unknown) => plainDateSchema.safeParse(text).error?.issues.map(({ message }) => message);

describe('a day as text', () => {
  test.each(['2026-11-17', '2024-02-29', '2000-02-29', '1970-01-01', '2100-12-31'])('%s is a day', (text) => {
    expect(plainDateSchema.parse(text)).toBe(text);
  });

  test.each(['2026-02-29', '2026-02-30', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'])(
    '%s looks like a day that does not exist',
    (text) => {
      expect(messageOf(text)).toEqual(['is a day that does not exist']);
    },
  );

  test.each([
    '',
    '17.11.2026',
    '2026-11-7',
    '26-11-17',
    ' 2026-11-17',
    '2026-11-17T09:00:00Z',
    '12026-11-17',
    '2026-11-17\n',
  ])('%j is not a date', (text) => {
    expect(messageOf(text)).toEqual(['is not a date']);
  });

  test('a literal that is no day throws', () => {
    expect(() => plainDate('2026-02-29')).toThrow('is a day that does not exist');
  });
});

describe.each(['UTC', 'America/Los_Angeles', 'Pacific/Auckland'])('counting days on a machine in %s', (machineZone) => {
  const before = process.env.TZ;
  beforeEach(() => {
    process.env.TZ = machineZone;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test('the machine really is in that zone', () => {
    expect(new Date(Date.UTC(2026, 0, 1)).getTimezoneOffset() === 0).toBe(machineZone === 'UTC');
  });

  test('going some days on and counting them back are inverse', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, days) => {
        const other = addDays(day, days);
        expect(daysBetween(day, other)).toBe(days);
        expect(daysBetween(other, day)).toBe(-days + 0);
        expect(addDays(other, -days)).toBe(day);
      }),
    );
  });

  test('days sort as text in the order of time', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a === b ? 0 : a < b ? 1 : -1);
        expect([earlierOf(a, b), laterOf(a, b)]).toEqual([a, b].sort());
      }),
    );
  });

  test.each([
    ['1970-01-01', 4],
    ['2000-02-29', 2],
    ['2026-11-16', 1],
    ['2026-11-21', 6],
    ['2026-11-22', 7],
  ])('%s is weekday %i', (text, weekday) => {
    expect(isoWeekday(plainDate(text))).toBe(weekday);
  });

  test('the weekday goes round from 1 to 7', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(isoWeekday(addDays(day, 1))).toBe((isoWeekday(day) % 7) + 1);
      }),
    );
  });

  test('a long date names the weekday, the day, the month and the year', () => {
    expect(longDate(plainDate('2026-11-17'))).toBe('Tuesday, 17 November 2026');
    expect(longDate(plainDate('2026-01-01'))).toBe('Thursday, 1 January 2026');
  });
});

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-03-28', 2, '2026-03-30'],
  ['2026-10-24', 2, '2026-10-26'],
])('%s and %i days is %s', (from, days, to) => {
  expect(addDays(plainDate(from), days)).toBe(to);
});

test.each([
  ['Europe/Berlin', '2026-11-16T22:59:59.999Z', '2026-11-16'],
  ['Europe/Berlin', '2026-11-16T23:00:00.000Z', '2026-11-17'],
  ['Europe/Berlin', '2026-07-16T22:00:00.000Z', '2026-07-17'],
  ['America/New_York', '2026-11-17T04:59:59.999Z', '2026-11-16'],
  ['America/New_York', '2026-11-17T05:00:00.000Z', '2026-11-17'],
  ['Pacific/Kiritimati', '2026-12-31T10:00:00.000Z', '2027-01-01'],
  ['UTC', '2026-12-31T23:59:59.999Z', '2026-12-31'],
])('in %s the day at %s is %s', (zone, instant, day) => {
  expect(dateInZone(new Date(instant), zone)).toBe(day);
});
