import { z } from 'zod';
import { addDays, daysBetween, isoWeekday, type PlainDate, plainDate } from './plain-date.ts';

const PATTERN = /^(\d{4})-W(\d{2})$/;

/** The Monday of week 1 is the Monday of the week that holds 4 January (ISO 8601). */
function firstMonday(year: string): PlainDate {
  const fourth = plainDate(`${year}-01-04`);
  return addDays(fourth, 1 - isoWeekday(fourth));
}

/** Ends in the year 10000, of which no day can be written. */
const WITHOUT_END = '9999-W52';

function exists(text: string): boolean {
  if (text === WITHOUT_END) return false;
  const [, year = '', number = ''] = PATTERN.exec(text) ?? [];
  const week = Number(number);
  return week >= 1 && week <= (weekOf(plainDate(`${year}-12-28`)) === `${year}-W53` ? 53 : 52);
}

/** A week by ISO 8601, Monday to Sunday, `2026-W47`. Compares and sorts as text. */
export const isoWeekSchema = z
  .string()
  .regex(PATTERN, { error: 'is not a week such as 2026-W47', abort: true })
  .refine(exists, { error: 'is a week that does not exist' })
  .brand<'IsoWeek'>();

export type IsoWeek = z.infer<typeof isoWeekSchema>;

/** The week a day belongs to; the week's year is that of its Thursday. */
export function weekOf(date: PlainDate): IsoWeek {
  const thursday = addDays(date, 4 - isoWeekday(date));
  const year = thursday.slice(0, 4);
  const number = Math.floor(daysBetween(firstMonday(year), thursday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}` as IsoWeek;
}

export function mondayOf(week: IsoWeek): PlainDate {
  return addDays(firstMonday(week.slice(0, 4)), (Number(week.slice(6)) - 1) * 7);
}

export function sundayOf(week: IsoWeek): PlainDate {
  return addDays(mondayOf(week), 6);
}
