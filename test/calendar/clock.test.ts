import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clockFrom, systemClock } from '#calendar/clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the system clock shows the machine’s time', () => {
  expect(systemClock()).toEqual(new Date('2026-01-01T00:00:00Z'));
});

test('a clock set to another time shows it now and goes on from there', () => {
  const clock = clockFrom(new Date('2026-11-17T08:59:59Z'));
  expect(clock()).toEqual(new Date('2026-11-17T08:59:59Z'));
  vi.advanceTimersByTime(1500);
  expect(clock()).toEqual(new Date('2026-11-17T09:00:00.500Z'));
});
