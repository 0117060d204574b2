import { InvalidArgumentError } from 'commander';
import { type IsoWeek, isoWeekSchema } from '#calendar/iso-week.ts';
import { type IssueName, issueNameSchema } from '#issue/issue-name.ts';

/** Reads `--week 2026-W47`; commander ends with 2 and the reason when it is no week. */
export function parseWeek(text: string): IsoWeek {
  const parsed = isoWeekSchema.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`"${text}" ${parsed.error.issues[0]?.message}.`);
  return parsed.data;
}

/** Reads `--week 2026-W47` or the name of what is mailed beside a week's issue, `2026-W47-special-1`. */
export function parseIssueName(text: string): IssueName {
  const parsed = issueNameSchema.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`"${text}" ${parsed.error.issues[0]?.message}.`);
  return parsed.data;
}
