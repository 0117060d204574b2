import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOfWallTime, wallTime } from '#calendar/wall-time.ts';
import { anyInstant, zones } from './arbitrary-days.ts';

const wall = (text: string) => new Date(`${text}Z`);
const shownAs = (date: Date) => date.toISOString().slice(0, 16);
const instantOf = (text: string, zone: string) => instantOfWallTime(wall(text), zone).toISOString();

/** What Intl itself writes for an instant in a zone: `2026-11-17T09:00`. */
function intlShows(instant: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(instant).replace(' ', 'T');
}

describe.each(zones)('in %s', (zone) => {
  test('wall time is what the clocks show', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        expect(shownAs(wallTime(instant, zone))).toBe(intlShows(instant, zone));
      }),
    );
  });

  test('an instant’s wall time leads back to it, or to the first of two instants that show it', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const shown = wallTime(instant, zone);
        const back = instantOfWallTime(shown, zone);
        expect(wallTime(back, zone)).toEqual(shown);
        expect([0, 30, 60]).toContain((instant.getTime() - back.getTime()) / 60_000);
      }),
    );
  });

  test('a wall time becomes an instant that shows it, or, inside a gap, the same time pushed on by the gap', () => {
    fc.assert(
      fc.property(anyInstant, (shown) => {
        const instant = instantOfWallTime(shown, zone);
        const gapMs = wallTime(instant, zone).getTime() - shown.getTime();
        expect([0, 30, 60]).toContain(gapMs / 60_000);
        if (gapMs === 0) return;
        // Inside a gap: the clocks jump over the wall time within the gap's length before that instant.
        expect(wallTime(new Date(instant.getTime() - gapMs), zone).getTime()).toBeLessThan(shown.getTime());
      }),
    );
  });
});

describe('when the clocks change', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['America/New_York', '2026-03-08T01:59', '2026-03-08T06:59:00.000Z'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-03-08T03:00', '2026-03-08T07:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45:00.000Z'],
  ])('in %s in spring %s is %s', (zone, shown, instant) => {
    expect(instantOf(shown, zone)).toBe(instant);
  });

  test.each([
    ['Europe/Berlin', '2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:00', '2026-10-25T00:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:59', '2026-10-25T00:59:00.000Z'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
    ['America/New_York', '2026-11-01T01:00', '2026-11-01T05:00:00.000Z'],
    ['America/New_York', '2026-11-01T01:59', '2026-11-01T05:59:00.000Z'],
    ['America/New_York', '2026-11-01T02:00', '2026-11-01T07:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z'],
  ])('in %s in autumn %s is %s, the first time it is shown', (zone, shown, instant) => {
    expect(instantOf(shown, zone)).toBe(instant);
  });

  test('the second pass through the repeated hour shows the same wall times', () => {
    expect(shownAs(wallTime(new Date('2026-10-25T00:30:00Z'), 'Europe/Berlin'))).toBe('2026-10-25T02:30');
    expect(shownAs(wallTime(new Date('2026-10-25T01:30:00Z'), 'Europe/Berlin'))).toBe('2026-10-25T02:30');
  });
});
