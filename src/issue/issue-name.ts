import { z } from 'zod';
import { type IsoWeek, isoWeekSchema, weekOf } from '#calendar/iso-week.ts';
import type { PlainDate } from '#calendar/plain-date.ts';

const BESIDE = /^\d{4}-W\d{2}-(special|correction)-[1-9]\d{0,2}$/;

const besideSchema = z
  .string()
  .regex(BESIDE, { error: 'is not an issue such as 2026-W47 or 2026-W47-special-1' })
  .brand<'BesideName'>();

/** What is mailed beside the week's issue: a special edition or a correction, numbered within its week. */
export type BesideName = z.infer<typeof besideSchema>;

/** The name of what is mailed, unique in the database: a week for the week's issue. Sorts by week as text. */
export const issueNameSchema = z.union([isoWeekSchema, besideSchema], {
  error: 'is not an issue such as 2026-W47 or 2026-W47-special-1',
});

export type IssueName = IsoWeek | BesideName;

/** The next free name of its kind in the week of a day. */
export function nextName(kind: 'special' | 'correction', day: PlainDate, taken: readonly string[]): BesideName {
  const start = `${weekOf(day)}-${kind}-`;
  const numbers = taken.filter((name) => name.startsWith(start)).map((name) => Number(name.slice(start.length)));
  return besideSchema.parse(`${start}${Math.max(0, ...numbers) + 1}`);
}
