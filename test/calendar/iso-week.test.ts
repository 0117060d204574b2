import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoWeekSchema, mondayOf, sundayOf, weekOf } from '#calendar/iso-week.ts';
import { addDays, daysBetween, isoWeekday, plainDate } from '#calendar/plain-date.ts';
import { anyDay } from './arbitrary-days.ts';

const week = (text: string) => isoWeekSchema.parse(text);
const messageOf = (text: unknown) => isoWeekSchema.safeParse(text).error?.issues.map(({ message }) => message);
const years = Array.from({ length: 2100 - 1970 + 1 }, (_, index) => 1970 + index);

describe('the week of a day', () => {
  test.each([
    ['2026-11-17', '2026-W47'],
    ['1970-01-01', '1970-W01'],
    ['1999-12-31', '1999-W52'],
    ['2000-01-01', '1999-W52'],
    ['2020-12-31', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2024-12-29', '2024-W52'],
    ['2024-12-30', '2025-W01'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
  ])('%s is in %s', (day, expected) => {
    expect(weekOf(plainDate(day))).toBe(expected);
  });

  test('is a week that exists', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(messageOf(weekOf(day))).toBeUndefined();
      }),
    );
  });

  test('lasts from its Monday to its Sunday and no longer', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [monday, sunday] = [mondayOf(weekOf(day)), sundayOf(weekOf(day))];
        expect([isoWeekday(monday), isoWeekday(sunday), daysBetween(monday, sunday)]).toEqual([1, 7, 6]);
        expect(monday <= day && day <= sunday).toBe(true);
        expect([weekOf(monday), weekOf(sunday)]).toEqual([weekOf(day), weekOf(day)]);
        expect(weekOf(addDays(monday, -1))).not.toBe(weekOf(day));
        expect(weekOf(addDays(sunday, 1))).not.toBe(weekOf(day));
      }),
    );
  });

  test('is in the year that most of its days are in', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const monday = mondayOf(weekOf(day));
        const inYear = [0, 1, 2, 3, 4, 5, 6].filter((n) => addDays(monday, n).startsWith(weekOf(day).slice(0, 4)));
        expect(inYear.length).toBeGreaterThanOrEqual(4);
      }),
    );
  });

  test('sorts as text in the order of time', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        expect(weekOf(earlier) <= weekOf(later)).toBe(true);
        expect(weekOf(earlier) < weekOf(addDays(later, 7))).toBe(true);
      }),
    );
  });

  test('follows on the week before without a gap, over all the years', () => {
    const weeks = [];
    for (let monday = plainDate('1969-12-29'); monday < '2101-01-01'; monday = addDays(monday, 7)) {
      weeks.push(weekOf(monday));
    }
    const listed = years.flatMap((year) =>
      Array.from({ length: 53 }, (_, index) => `${year}-W${String(index + 1).padStart(2, '0')}`).filter(
        (text) => messageOf(text) === undefined,
      ),
    );
    expect(weeks).toEqual(listed);
  });
});

describe('a week as text', () => {
  test('has a Monday that is in it, and a Sunday', () => {
    expect([mondayOf(week('2026-W47')), sundayOf(week('2026-W47'))]).toEqual(['2026-11-16', '2026-11-22']);
    expect([mondayOf(week('2026-W01')), sundayOf(week('2026-W01'))]).toEqual(['2025-12-29', '2026-01-04']);
    expect([mondayOf(week('2026-W53')), sundayOf(week('2026-W53'))]).toEqual(['2026-12-28', '2027-01-03']);
  });

  test('week 53 exists in the years that begin or end on a Thursday, and in no other', () => {
    const long = years.filter((year) => messageOf(`${year}-W53`) === undefined);
    const thursdays = years.filter(
      (year) => new Date(Date.UTC(year, 0, 1)).getUTCDay() === 4 || new Date(Date.UTC(year, 11, 31)).getUTCDay() === 4,
    );
    expect(long).toEqual(thursdays);
    expect(long).toContain(2026);
  });

  // The last one was found by fuzzing: studio-forms, seed 1.
  test.each(['2025-W53', '2027-W53', '2026-W54', '2026-W00', '2026-W99', '9999-W52'])('%s does not exist', (text) => {
    expect(messageOf(text)).toEqual(['is a week that does not exist']);
  });

  test.each(['', '2026-47', '2026W47', '2026-w47', '2026-W7', '2026-W047', ' 2026-W47', '2026-W47\n', '2026-11-17'])(
    '%j is not a week',
    (text) => {
      expect(messageOf(text)).toEqual(['is not a week such as 2026-W47']);
    },
  );
});
