import { expect, test } from 'vitest';
import { callLabels } from '#monitoring/timed-calls.ts';

test('A name that the provider makes up is no label of its own', () => {
  const error = { kind: 'error', message: '', retryAfterSeconds: undefined, rate: undefined } as const;
  expect(callLabels({ ...error, status: 429, name: 'weekly_quota_7f3a' })).toEqual({ status: '429', name: 'other' });
  expect(callLabels({ ...error, status: 422, name: 'validation_error' })).toEqual({ status: '422' });
});
