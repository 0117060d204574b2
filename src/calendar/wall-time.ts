/**
 * Wall time: what the clocks of a zone show, written as a Date whose UTC fields are the clock's fields. It makes the
 * arithmetic of a day plain; only turning it back into an instant has to know of summer time.
 */

function offsetMs(instant: Date, timeZone: string): number {
  const name =
    new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(instant)
      .find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** What the clocks of a zone show at an instant. */
export function wallTime(instant: Date, timeZone: string): Date {
  return new Date(instant.getTime() + offsetMs(instant, timeZone));
}

/**
 * The instant at which the clocks of a zone show a wall time. Shown twice (autumn): the first. Never shown (spring): as if
 * the clocks had not been put forward yet, so 02:30 becomes 03:30.
 */
export function instantOfWallTime(wall: Date, timeZone: string): Date {
  const dayMs = 86_400_000;
  const before = new Date(wall.getTime() - offsetMs(new Date(wall.getTime() - dayMs), timeZone));
  const after = new Date(wall.getTime() - offsetMs(new Date(wall.getTime() + dayMs), timeZone));
  const shown = [before, after].filter((instant) => wallTime(instant, timeZone).getTime() === wall.getTime());
  const [first = before] = shown.toSorted((a, b) => a.getTime() - b.getTime());
  return first;
}
