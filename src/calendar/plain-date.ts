import { z } from 'zod';
import { wallTime } from './wall-time.ts';

const MS_PER_DAY = 86_400_000;

function exists(text: string): boolean {
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** A day of the calendar, `YYYY-MM-DD`, without a time or a zone. Compares and sorts as text. */
export const plainDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'is not a date', abort: true })
  .refine(exists, { error: 'is a day that does not exist' })
  .brand<'PlainDate'>()
  .meta({ description: 'A day, YYYY-MM-DD', examples: ['2026-11-17'], format: 'date' });

export type PlainDate = z.infer<typeof plainDateSchema>;

/** The day with this text; throws on anything that is not a day. For literals and for values already checked. */
export function plainDate(text: string): PlainDate {
  return plainDateSchema.parse(text);
}

/** Whole days later (or earlier, when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  const shifted = Date.parse(`${date}T00:00:00Z`) + days * MS_PER_DAY;
  return plainDate(new Date(shifted).toISOString().slice(0, 10));
}

/** Whole days from one day to another; negative when `to` is the earlier one. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY;
}

export function earlierOf(a: PlainDate, b: PlainDate): PlainDate {
  return daysBetween(a, b) >= 0 ? a : b;
}

export function laterOf(a: PlainDate, b: PlainDate): PlainDate {
  return daysBetween(a, b) >= 0 ? b : a;
}

/** Monday is 1, Sunday is 7 (ISO 8601). */
export function isoWeekday(date: PlainDate): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** The day it is in a zone at an instant. */
export function dateInZone(instant: Date, timeZone: string): PlainDate {
  return plainDate(wallTime(instant, timeZone).toISOString().slice(0, 10));
}

/** `Tuesday, 17 November 2026` */
export function longDate(date: PlainDate): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  // Put together here: the commas between the parts differ from one ICU version to the next.
  const parts = new Map(format.formatToParts(new Date(`${date}T00:00:00Z`)).map(({ type, value }) => [type, value]));
  return `${parts.get('weekday')}, ${parts.get('day')} ${parts.get('month')} ${parts.get('year')}`;
}
