import { describe, expect, it, test } from 'vitest';
import { batchAnswer } from '#delivery/resend-provider.ts';
import { decideNext } from '#delivery/retry-table.ts';

const answered = (error: unknown, headers: Record<string, string> = {}) => batchAnswer({ data: null, error, headers });
const tooFast = { statusCode: 429, name: 'rate_limit_exceeded', message: 'Too many requests.' };

// Found by fuzzing: provider-answers, seeds 1 and 16.
describe('An error whose body is JSON, but none of the provider’s', () => {
  it.each([['a text'], [-1], [[tooFast]], [{ statusCode: '429' }], [{ message: 'Bad gateway' }]])(
    'is no answer that can be read: %j',
    (error) => {
      expect(answered(error).kind).toBe('silence');
    },
  );

  it('keeps its status when only its words are none', () => {
    expect(answered({ statusCode: 403, name: null, message: { a: 1 } })).toMatchObject({
      kind: 'error',
      status: 403,
      name: 'unknown_error',
      message: 'no message',
    });
  });
});

// As the SDK hands on a body that is not JSON, and JSON of something on the way.
describe('A 429', () => {
  const sdkError = { statusCode: 429, name: 'application_error', message: 'Internal server error.' };
  it.each([
    ['that is a page of something in between', sdkError, {}, 'again', 1000],
    ['that says in a header alone how long to wait', sdkError, { 'retry-after': '20' }, 'again', 20_000],
    [
      'whose header is a date and no number',
      sdkError,
      { 'retry-after': 'Tue, 17 Nov 2026 09:00:00 GMT' },
      'again',
      1000,
    ],
    ['whose name is no text', { ...sdkError, name: 7 }, {}, 'again', 1000],
    ['that names a quota', { ...sdkError, name: 'daily_quota_exceeded' }, {}, 'pause', undefined],
  ] as const)('%s', (_, error, headers, next, waitMs) => {
    const decided = decideNext(answered(error, { ...headers }), 3, 1);
    expect(decided.row.next).toBe(next);
    expect(decided.waitMs).toBe(waitMs);
  });
});

// Found by fuzzing: provider-answers, seed 1.
test('no answer makes anybody wait longer than a day: beyond 24 days a timer would not wait at all', () => {
  const day = 86_400;
  const headers = {
    'retry-after': '9999999999',
    'ratelimit-limit': '2',
    'ratelimit-remaining': '0',
    'ratelimit-reset': '1e12',
  };
  expect(answered(tooFast, headers)).toMatchObject({
    retryAfterSeconds: day,
    rate: { limit: 2, remaining: 0, resetSeconds: day },
  });
});

test('a limit of next to nothing is none', () => {
  const headers = { 'ratelimit-limit': '1e-9', 'ratelimit-remaining': '0', 'ratelimit-reset': '1' };
  expect(answered(tooFast, headers)).toMatchObject({ rate: undefined });
});

// Found by fuzzing: provider-answers, seed 1.
test.each([
  ['an id that is empty', ['a', ''], []],
  ['one id twice', ['a', 'a'], []],
  ['a refusal of an item that was not sent', ['a'], [{ index: 7, message: 'no' }]],
  ['two refusals of one item', [], [0, 0].map((index) => ({ index, message: 'no' }))],
])('200 that adds up in numbers alone is unknown: %s', (_, ids, errors) => {
  const data = { data: ids.map((id) => ({ id })), errors };
  expect(decideNext(batchAnswer({ data, error: null, headers: {} }), 2, 1).row.next).toBe('unknown');
});
