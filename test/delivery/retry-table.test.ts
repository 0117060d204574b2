import { describe, expect, test } from 'vitest';
import type { Answer } from '#delivery/answer.ts';
import { decideNext } from '#delivery/retry-table.ts';

const accepted = (ids: number, refused = 0, problem = 'no'): Answer => ({
  kind: 'accepted',
  ids: Array.from({ length: ids }, (_, index) => `id-${index}`),
  refused: Array.from({ length: refused }, (_, index) => ({ index, problem })),
  rate: undefined,
});
const error = (status: number, name = 'any', retryAfterSeconds?: number): Answer => ({
  kind: 'error',
  status,
  name,
  message: 'm',
  retryAfterSeconds,
  rate: undefined,
});
const silence: Answer = { kind: 'silence', message: 'm' };

describe('what follows from an answer', () => {
  const cases: [string, Answer, string, boolean][] = [
    ['an id for every item settles', accepted(3), 'settle', false],
    ['ids and refusals that add up settle', accepted(2, 1), 'settle', false],
    ['ids that do not add up are unknown', accepted(2), 'unknown', false],
    ['a template that every item is refused over pauses', accepted(0, 3, 'Template not found'), 'pause', true],
    ['a template that one item is refused over settles', accepted(2, 1, 'Template not found'), 'settle', false],
    ['silence asks again and proves nothing', silence, 'again', false],
    ['500 asks again and proves nothing', error(500), 'again', false],
    ['408 asks again and proves nothing', error(408), 'again', false],
    ['too fast asks again and proves that nothing was taken', error(429, 'rate_limit_exceeded'), 'again', true],
    ['a daily quota pauses', error(429, 'daily_quota_exceeded'), 'pause', true],
    ['a monthly quota pauses', error(429, 'monthly_quota_exceeded'), 'pause', true],
    ['a quota nobody has heard of yet pauses', error(429, 'weekly_quota_exceeded'), 'pause', true],
    ['a 429 that cannot be read asks again', error(429, 'application_error'), 'again', true],
    ['a 429 without a name asks again', error(429, 'unknown_error'), 'again', true],
    ['a running call with this key asks again', error(409, 'concurrent_idempotent_requests'), 'again', false],
    ['a 409 that cannot be read asks again', error(409, 'application_error'), 'again', false],
    ['a key used for other bytes is unknown', error(409, 'invalid_idempotent_request'), 'unknown', false],
    ['a wrong key pauses', error(401, 'missing_api_key'), 'pause', true],
    ['an unverified domain pauses', error(403, 'validation_error'), 'pause', true],
    ['a request refused whole pauses', error(422, 'validation_error'), 'pause', true],
    ['a security error pauses', error(451, 'security_error'), 'pause', true],
  ];
  for (const [sentence, answer, next, provesNothingAccepted] of cases) {
    test(sentence, () => {
      expect(decideNext(answer, 3, 1).row).toMatchObject({ next, provesNothingAccepted });
    });
  }
});

test('waits grow, and after the last one the run gives up', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((attempt) => decideNext(silence, 3, attempt).waitMs);
  expect(waits).toEqual([1000, 2000, 5000, 15_000, 30_000, 60_000, undefined]);
});

test('a 429 that says neither why nor for how long is asked again after growing waits, not every second', () => {
  const waits = [1, 2, 3, 7].map((attempt) => decideNext(error(429), 3, attempt).waitMs);
  expect(waits).toEqual([1000, 2000, 5000, undefined]);
});

test('a longer wait that the provider asks for is kept, a shorter one is not', () => {
  expect(decideNext(error(429, 'rate_limit_exceeded', 30), 3, 1).waitMs).toBe(30_000);
  expect(decideNext(error(429, 'application_error', 30), 3, 1).waitMs).toBe(30_000);
  expect(decideNext(error(503, 'any', 1), 3, 3).waitMs).toBe(5000);
});
