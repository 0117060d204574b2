import { afterEach, describe, expect, test } from 'vitest';
import { bodyOf } from '#delivery/batch-body.ts';
import { pageReading, tagsReading } from '#delivery/provider-list/resend-reading.ts';
import { type Provider, resendProvider } from '#delivery/resend-provider.ts';
import { type FakeResend, type FakeResendOptions, startFakeResend } from '../../fakes/fake-resend.ts';
import type { Fault } from '../../fakes/resend/faults.ts';

const MAILS = 250;

let fake: FakeResend;
afterEach(() => fake.close());

/** A provider that has taken mails one a second, numbered from the oldest. */
async function aProvider(options: FakeResendOptions = {}, mails = MAILS, timeoutMs?: number): Promise<Provider> {
  let nowMs = Date.parse('2026-11-17T09:00:00.674Z');
  fake = await startFakeResend({ rateLimit: 'off', now: () => new Date(nowMs), ...options });
  const timeout = timeoutMs === undefined ? {} : { timeoutMs };
  const provider = resendProvider({ apiKey: 're_test', baseUrl: fake.url, ...timeout });
  for (let sent = 0; sent < mails; sent += 50) {
    const items = Array.from({ length: Math.min(50, mails - sent) }, (_, index) => ({
      from: 'Verdicts <verdicts@verdicts.example>',
      to: `delivered+reader${sent + index}@resend.dev`,
      subject: 'Alpha or Beta?',
      html: '<p>A</p>',
      text: 'A',
      headers: {},
      tags: [{ name: 'delivery', value: `1-${sent + index}` }],
    }));
    await provider.submitBatch(bodyOf(items), `batch/${sent}`);
    nowMs += 1000;
  }
  return provider;
}

const pageOf = async (provider: Provider, after?: string) => {
  const reading = await provider.listMails(after);
  if (reading.kind !== 'read') throw new Error(reading.kind);
  return reading.value;
};
const readers = (mails: readonly { to: readonly string[] }[]) => mails.map(({ to }) => Number(/\d+/.exec(to[0]!)?.[0]));

describe('the provider’s list', () => {
  test('comes in pages of a hundred, newest first, each going on behind the last mail of the one before', async () => {
    const provider = await aProvider();
    const first = await pageOf(provider);
    const second = await pageOf(provider, first.mails.at(-1)?.id);
    const third = await pageOf(provider, second.mails.at(-1)?.id);
    expect([first.hasMore, second.hasMore, third.hasMore]).toEqual([true, true, false]);
    const all = [first, second, third].flatMap(({ mails }) => readers(mails));
    expect(all).toEqual(Array.from({ length: MAILS }, (_, index) => MAILS - 1 - index));
  });

  test('says of each mail whom it went to, from whom, with which subject and when', async () => {
    const provider = await aProvider({}, 1);
    expect((await pageOf(provider)).mails).toEqual([
      {
        id: fake.accepted[0]!.id,
        to: ['delivered+reader0@resend.dev'],
        from: 'Verdicts <verdicts@verdicts.example>',
        subject: 'Alpha or Beta?',
        createdAt: new Date('2026-11-17T09:00:00.674Z'),
      },
    ]);
  });

  test('shows the tags of a mail one by one', async () => {
    const provider = await aProvider({}, 3);
    expect(await provider.mailTags(fake.accepted[1]!.id)).toMatchObject({
      kind: 'read',
      value: new Map([['delivery', '1-1']]),
    });
  });
});

describe('what stands in the way is an answer, never an error thrown', () => {
  test('a key that may only send', async () => {
    const provider = await aProvider({ keyMaySendOnly: true }, 1);
    expect(await provider.listMails(undefined)).toEqual({ kind: 'sends-only' });
    expect(await provider.mailTags(fake.accepted[0]!.id)).toEqual({ kind: 'sends-only' });
  });

  const silences: Fault[] = [
    'resetBeforeAccept',
    'truncated200',
    'nonJson200',
    { kind: 'truncated200', socketBreaks: true },
  ];
  test.each(silences)('an answer that is lost or cannot be read: %o', async (fault) => {
    const provider = await aProvider({}, 1);
    fake.script(() => fault);
    expect(await provider.listMails(undefined)).toMatchObject({ kind: 'silence' });
    expect(await provider.mailTags(fake.accepted[0]!.id)).toMatchObject({ kind: 'silence' });
  });

  test('a provider that says nothing for longer than a call may last', async () => {
    const provider = await aProvider({}, 1, 150);
    fake.script(() => 'hang');
    expect(await provider.listMails(undefined)).toMatchObject({ kind: 'silence' });
  });

  test('a refusal, with what it says about the pace', async () => {
    const provider = await aProvider({ rateLimit: 10 }, 1);
    fake.script(() => ({ kind: 'rateLimited', retryAfterSeconds: 7 }));
    expect(await provider.listMails(undefined)).toMatchObject({
      kind: 'error',
      status: 429,
      name: 'rate_limit_exceeded',
      retryAfterSeconds: 7,
    });
    fake.script([]);
    expect(await provider.mailTags('nobody')).toMatchObject({ kind: 'error', status: 404, name: 'not_found' });
  });

  test('a page with one mail whose time cannot be read: nobody could say that the list was read without a gap', async () => {
    fake = await startFakeResend();
    const mail = { id: 'a', to: ['a@b.org'], from: 'c@d.org', subject: 's', created_at: '2026-11-17 09:00:00+00' };
    const data = { object: 'list', has_more: false, data: [mail, { ...mail, created_at: 'some day' }] };
    expect(pageReading({ data, error: null, headers: {} })).toMatchObject({ kind: 'silence' });
    expect(pageReading({ data: { data: [mail] }, error: null, headers: {} })).toMatchObject({
      kind: 'read',
      value: { hasMore: false, mails: [{ id: 'a' }] },
    });
  });

  test('a mail without tags has none', async () => {
    fake = await startFakeResend();
    for (const data of [{}, { tags: null }, { tags: [] }])
      expect(tagsReading({ data, error: null, headers: {} })).toMatchObject({ kind: 'read', value: new Map() });
  });
});
