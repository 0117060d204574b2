import { longDate, type PlainDate } from '#calendar/plain-date.ts';

/** `19 November 2026`, readable by machines too. */
export function Day({ date }: { date: PlainDate }) {
  return <time dateTime={date}>{longDate(date).replace(/^\w+, /, '')}</time>;
}
