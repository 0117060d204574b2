import { InvalidArgumentError } from 'commander';
import { type IsoWeek, isoWeekSchema } from '#calendar/iso-week.ts';

/** Reads `--week 2026-W47`; commander ends with 2 and the reason when it is no week. */
export function parseWeek(text: string): IsoWeek {
  const parsed = isoWeekSchema.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`"${text}" ${parsed.error.issues[0]?.message}.`);
  return parsed.data;
}
