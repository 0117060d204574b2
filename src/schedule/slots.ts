import { CronExpressionParser } from 'cron-parser';
import { instantOfWallTime, wallTime } from '#calendar/wall-time.ts';

/** A slot later than this is nobody's intention any more: an editor decides. */
export const CATCH_UP_MS = 12 * 3_600_000;

/** The latest slot of a cron line at or before an instant, in a zone: once a wall time, also when the clocks change. */
export function latestSlot(cron: string, timeZone: string, now: Date): Date {
  // Two hours ahead: when clocks were put back, a slot that has passed can stand ahead of what they show now.
  const wall = new Date(wallTime(now, timeZone).getTime() + 2 * 3_600_000);
  const expression = CronExpressionParser.parse(cron, { currentDate: wall, tz: 'UTC' });
  for (;;) {
    const slot = instantOfWallTime(expression.prev().toDate(), timeZone);
    if (slot <= now) return slot;
  }
}

/** The slot of a cron line on or after the wall-clock midnight that begins a day. */
export function firstSlotFrom(cron: string, timeZone: string, day: string): Date {
  const midnight = new Date(Date.parse(`${day}T00:00:00Z`) - 1);
  return instantOfWallTime(
    CronExpressionParser.parse(cron, { currentDate: midnight, tz: 'UTC' }).next().toDate(),
    timeZone,
  );
}

/** A job's run as it was recorded. */
export type RecordedRun = { slot: string; finishedAt: string | null };

export type SlotDecision = 'run' | 'too-late' | 'baseline' | 'nothing';

/**
 * What to do about a job's latest slot. A slot that is recorded and finished is done; one that was begun and never
 * finished is run again, because jobs resume. A job that has never run starts with the next slot, not with a past one.
 */
export function decideSlot(slot: Date, latest: RecordedRun | undefined, now: Date): SlotDecision {
  if (latest === undefined) return 'baseline';
  if (latest.slot > slot.toISOString()) return 'nothing';
  const recorded = latest.slot === slot.toISOString();
  if (recorded && latest.finishedAt !== null) return 'nothing';
  return now.getTime() - slot.getTime() <= CATCH_UP_MS ? 'run' : 'too-late';
}
