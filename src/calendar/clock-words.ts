import { longDate, plainDate } from './plain-date.ts';
import { wallTime } from './wall-time.ts';

/** `Tuesday, 17 November 2026 at 09:00 (Europe/Berlin)` */
export function clockWords(instant: Date, timeZone: string): string {
  const wall = wallTime(instant, timeZone).toISOString();
  return `${longDate(plainDate(wall.slice(0, 10)))} at ${wall.slice(11, 16)} (${timeZone})`;
}
