import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carefulPace, type Pace, paceAfter, takePlace } from '#delivery/pace.ts';

/** The moments at which calls leave when each asks for a place at once. */
function departures(pace: Pace, calls: number, nowMs = 0): number[] {
  const at: number[] = [];
  let current = pace;
  for (let call = 0; call < calls; call += 1) {
    const place = takePlace(current, nowMs);
    at.push(nowMs + place.waitMs);
    current = place.pace;
  }
  return at;
}

test('before the provider has said anything, two calls leave a second', () => {
  expect(departures(carefulPace(0), 4)).toEqual([0, 500, 1000, 1500]);
});

test('after an answer, calls leave as fast as its limit allows', () => {
  const pace = paceAfter(carefulPace(0), { limit: 10, remaining: 9, resetSeconds: 1 }, 100);
  expect(departures(pace, 3, 200)).toEqual([200, 300, 400]);
});

test('with nothing remaining, the next call waits for the reset', () => {
  const pace = paceAfter(carefulPace(0), { limit: 10, remaining: 0, resetSeconds: 3 }, 100);
  expect(departures(pace, 2, 200)).toEqual([3100, 3200]);
});

test('an answer without limits changes nothing', () => {
  const pace = carefulPace(0);
  expect(paceAfter(pace, undefined, 100)).toBe(pace);
});

test('no second ever holds more calls than the limit, however late or early calls ask', () => {
  const calls = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), calls, (limit, gaps) => {
      let pace: Pace = { spacingMs: 1000 / limit, nextCallAtMs: 0 };
      let nowMs = 0;
      const left: number[] = [];
      for (const gap of gaps) {
        nowMs += gap;
        const place = takePlace(pace, nowMs);
        left.push(nowMs + place.waitMs);
        pace = paceAfter(place.pace, { limit, remaining: 1, resetSeconds: 1 }, nowMs + place.waitMs);
        nowMs += place.waitMs;
      }
      // A hair under a second: sums of fractions are not exact.
      for (const start of left)
        expect(left.filter((at) => at >= start && at < start + 999.9).length).toBeLessThanOrEqual(limit);
    }),
  );
});
