import { Resend } from 'resend';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeResend, startFakeResend } from './fake-resend.ts';
import { mail, mails } from './mail-builder.ts';

let fake: FakeResend;
let resend: Resend;

beforeEach(async () => {
  fake = await startFakeResend({ rateLimit: 'off', now: () => new Date('2026-11-22T10:00:00.125Z') });
  resend = new Resend('re_test', { baseUrl: fake.url });
});
afterEach(() => fake.close());

const indexes = (rows: { to: string[] }[] | undefined) => rows?.map(({ to }) => Number(/\d+/.exec(to[0] ?? '')?.[0]));
const countDown = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, at) => from - at);

it('The list shows the newest 20 first, without tags and bodies', async () => {
  await resend.batch.send(mails(25, { tags: [{ name: 'delivery', value: 'd_1' }] }));
  const { data } = await resend.emails.list();
  expect(indexes(data?.data)).toEqual(countDown(24, 5));
  expect(data).toMatchObject({ object: 'list', has_more: true });
  expect(data?.data[0]).toEqual({
    id: fake.accepted[24]?.id,
    message_id: fake.accepted[24]?.messageId,
    to: ['reader-24@readers.test'],
    from: 'Weekly Verdicts <news@verdicts.test>',
    created_at: '2026-11-22 10:00:00.125000+00',
    subject: 'Which one should you ship with?',
    bcc: null,
    cc: null,
    reply_to: null,
    last_event: 'queued',
    scheduled_at: null,
  });
});

it('The list is read to its end by following the last id of each page', async () => {
  await resend.batch.send(mails(25));
  const seen: number[] = [];
  let page = await resend.emails.list({ limit: 10 });
  seen.push(...(indexes(page.data?.data) ?? []));
  while (page.data?.has_more) {
    page = await resend.emails.list({ limit: 10, after: page.data.data.at(-1)?.id ?? '' });
    seen.push(...(indexes(page.data?.data) ?? []));
  }
  expect(seen).toEqual(countDown(24, 0));
});

it('The list before an id shows the next newer mails, still newest first', async () => {
  await resend.batch.send(mails(25));
  const before = (index: number, limit: number) =>
    resend.emails.list({ limit, before: fake.accepted[index]?.id ?? '' });
  const [middle, end] = [await before(10, 5), await before(20, 5)];
  expect([indexes(middle.data?.data), middle.data?.has_more]).toEqual([countDown(15, 11), true]);
  expect([indexes(end.data?.data), end.data?.has_more]).toEqual([countDown(24, 21), false]);
});

it('A mail that comes in between two pages does not shift the second one', async () => {
  await resend.batch.send(mails(4));
  const first = await resend.emails.list({ limit: 2 });
  await resend.emails.send(mail({ to: 'reader-99@readers.test' }));
  const second = await resend.emails.list({ limit: 2, after: first.data?.data[1]?.id ?? '' });
  expect(indexes(second.data?.data)).toEqual([1, 0]);
});

it.each(['limit=0', 'limit=101', 'limit=x', 'after=nobody', 'after=a&before=b'])(
  'The list refuses ?%s',
  async (query) => {
    const headers = { authorization: 'Bearer re_test' };
    const response = await fetch(`${fake.url}/emails?${query}`, { headers });
    expect([response.status, await response.json()]).toMatchObject([422, { name: 'validation_error' }]);
  },
);

it('An empty list has no more', async () => {
  expect((await resend.emails.list()).data).toEqual({ object: 'list', has_more: false, data: [] });
});

it('One mail is shown with its bodies and tags', async () => {
  const tags = [{ name: 'delivery', value: 'd_1' }];
  const { data: sent } = await resend.emails.send(mail({ tags, text: 'Both.' }));
  const { data } = await resend.emails.get(sent?.id ?? '');
  expect(data).toMatchObject({ object: 'email', id: sent?.id, html: '<p>Both.</p>', text: 'Both.', tags });
});

it('A mail nobody sent is not found', async () => {
  expect((await resend.emails.get('nobody')).error).toMatchObject({ statusCode: 404, name: 'not_found' });
});

it('A scheduled mail is shown as scheduled', async () => {
  const { data: sent } = await resend.emails.send(mail({ scheduledAt: '2026-11-23T10:00:00Z' }));
  const { data } = await resend.emails.get(sent?.id ?? '');
  expect(data).toMatchObject({ last_event: 'scheduled', scheduled_at: '2026-11-23T10:00:00Z' });
});
