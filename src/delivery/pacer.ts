import type { RateLimit } from './answer.ts';
import { carefulPace, paceAfter, takePlace } from './pace.ts';

/** Keeps calls apart, as far as the account allows. */
export type Pacer = {
  /** Takes the next place in line; how long to wait for it, in milliseconds. */
  place(): Promise<number>;
  /** Goes by what the provider said with an answer. */
  heard(rate: RateLimit | undefined): Promise<void>;
};

/** The pace of calls of one process alone; `nowMs` is any steady clock. */
export function pacerOfOneProcess(nowMs: () => number): Pacer {
  let pace = carefulPace(nowMs());
  return {
    async place() {
      const place = takePlace(pace, nowMs());
      pace = place.pace;
      return place.waitMs;
    },
    async heard(rate) {
      pace = paceAfter(pace, rate, nowMs());
    },
  };
}
