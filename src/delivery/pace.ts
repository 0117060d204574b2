import type { RateLimit } from './answer.ts';

/** Before the provider has said anything: the lowest limit its pages ever named. */
export const CAREFUL_CALLS_PER_SECOND = 2;

/** When the next call may leave, in milliseconds of any steady clock. */
export type Pace = { spacingMs: number; nextCallAtMs: number };

export function carefulPace(nowMs: number): Pace {
  return { spacingMs: 1000 / CAREFUL_CALLS_PER_SECOND, nextCallAtMs: nowMs };
}

/** Takes the next place in line: how long to wait for it, and the pace for whoever comes after. */
export function takePlace(pace: Pace, nowMs: number): { waitMs: number; pace: Pace } {
  const at = Math.max(pace.nextCallAtMs, nowMs);
  return { waitMs: at - nowMs, pace: { ...pace, nextCallAtMs: at + pace.spacingMs } };
}

/** The pace after an answer: as fast as the limit allows, and not before the reset once nothing remains. */
export function paceAfter(pace: Pace, rate: RateLimit | undefined, nowMs: number): Pace {
  if (!rate) return pace;
  const resetAtMs = rate.remaining > 0 ? 0 : nowMs + rate.resetSeconds * 1000;
  return {
    spacingMs: 1000 / rate.limit,
    nextCallAtMs: Math.max(Math.min(pace.nextCallAtMs, nowMs + 1000 / rate.limit), resetAtMs),
  };
}
