import { expect, test } from 'vitest';
import { accountingOf } from '#delivery/accounting.ts';

test('the audience is the sum of its parts, and the accepted are the sum of theirs', () => {
  const accounting = accountingOf(20, [
    { outcome: 'accepted', event: null, count: 3 },
    { outcome: 'accepted', event: 'delivered', count: 4 },
    { outcome: 'accepted', event: 'bounced', count: 2 },
    { outcome: 'accepted', event: 'complained', count: 1 },
    { outcome: 'accepted', event: 'suppressed', count: 2 },
    { outcome: 'rejected', event: null, count: 1 },
    { outcome: 'suppressed', event: null, count: 2 },
    { outcome: 'unsubscribed', event: null, count: 1 },
    { outcome: 'unknown', event: null, count: 3 },
    { outcome: null, event: null, count: 1 },
  ]);
  expect(accounting).toEqual({
    audience: 20,
    accepted: 12,
    rejected: 1,
    suppressed: 2,
    unsubscribed: 1,
    unknown: 3,
    waiting: 1,
    ofAccepted: { delivered: 4, bounced: 2, complained: 1, suppressed: 2, onItsWay: 3 },
  });
});

test('a delivery that is in no part stops everything, because somebody would be lost', () => {
  expect(() => accountingOf(3, [{ outcome: 'accepted', event: null, count: 2 }])).toThrow(
    'audience 3 is not the sum 2',
  );
});
