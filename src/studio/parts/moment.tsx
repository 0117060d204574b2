import { clockWords } from '#calendar/clock-words.ts';

/** A time in the newsletter's zone; a script adds the editor's own. */
export function Moment({ at, timeZone }: { at: Date | string; timeZone: string }) {
  const instant = new Date(at);
  return (
    <time dateTime={instant.toISOString()} data-moment={timeZone}>
      {clockWords(instant, timeZone)}
    </time>
  );
}
