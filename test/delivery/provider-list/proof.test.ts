import { expect, test } from 'vitest';
import { proves } from '#delivery/provider-list/proof.ts';

const delivery = { issueId: 7, issueName: '2026-W47', subscriberId: 12, addresses: ['Ada@Readers.org'] };
const tags = { issue: '2026-W47', delivery: '7-12' };
const to = ['ada@readers.org'];

test.each([
  ['with our tags, to the reader', { to, tags }, true],
  ['to the reader’s name and address', { to: ['Ada <ada@readers.org>'], tags }, true],
  ['to somebody else', { to: ['bob@readers.org'], tags }, false],
  ['of another delivery', { to, tags: { ...tags, delivery: '7-13' } }, false],
  ['of another issue with the same number', { to, tags: { ...tags, issue: '2026-W46' } }, false],
  ['without tags', { to, tags: {} }, false],
])('a mail %s', (_, mail, proven) => {
  expect(proves(mail, new Map(Object.entries(mail.tags)), delivery)).toBe(proven);
});

test('of a reader who was erased no address is left to compare: the tags decide', () => {
  expect(proves({ to }, new Map(Object.entries(tags)), { ...delivery, addresses: [] })).toBe(true);
});
