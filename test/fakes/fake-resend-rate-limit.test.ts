import { Resend } from 'resend';
import { afterEach, expect, it } from 'vitest';
import { type FakeResend, type FakeResendOptions, startFakeResend } from './fake-resend.ts';
import { mail } from './mail-builder.ts';

const started: FakeResend[] = [];
afterEach(() => Promise.all(started.splice(0).map((fake) => fake.close())));

async function frozen(options: FakeResendOptions = {}) {
  const fake = await startFakeResend({ now: () => new Date('2026-11-22T10:00:00.000Z'), ...options });
  started.push(fake);
  return { fake, resend: new Resend('re_test', { baseUrl: fake.url }) };
}

it('The eleventh request within a second is refused, and nothing of it is sent', async () => {
  const { fake, resend } = await frozen();
  const all = await Promise.all(Array.from({ length: 25 }, () => resend.emails.send(mail())));
  const refused = all.filter(({ error }) => error !== null);
  expect(refused).toHaveLength(15);
  expect(refused[0]?.error).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' });
  expect(refused[0]?.headers).toMatchObject({ 'ratelimit-remaining': '0', 'retry-after': '1' });
  expect(fake.accepted).toHaveLength(10);
});

it('Every answer tells the limit, what remains of it, and when to come back', async () => {
  const { resend } = await frozen({ rateLimit: 2 });
  const told = { 'ratelimit-limit': '2', 'ratelimit-reset': '1' };
  expect((await resend.emails.send(mail())).headers).toMatchObject({
    ...told,
    'ratelimit-remaining': '1',
    'retry-after': '0',
  });
  expect((await resend.emails.list()).headers).toMatchObject({
    ...told,
    'ratelimit-remaining': '0',
    'retry-after': '1',
  });
});

it('A request passes again when the second is over, or when the clock was set back', async () => {
  const { fake, resend } = await frozen({ rateLimit: 1 });
  await resend.emails.send(mail());
  expect((await resend.emails.send(mail())).error?.name).toBe('rate_limit_exceeded');
  fake.advance(999);
  expect((await resend.emails.send(mail())).error?.name).toBe('rate_limit_exceeded');
  fake.advance(1000);
  expect((await resend.emails.send(mail())).error).toBeNull();
  fake.setNow(new Date('2020-01-01T00:00:00Z'));
  expect((await resend.emails.send(mail())).error).toBeNull();
});

it('A client that hammers stays out: its refused requests count', async () => {
  let nowMs = 0;
  const { resend } = await frozen({ rateLimit: 1, now: () => new Date(nowMs) });
  await resend.emails.send(mail());
  for (nowMs = 600; nowMs <= 3000; nowMs += 600) {
    expect((await resend.emails.send(mail())).error?.name).toBe('rate_limit_exceeded');
  }
});

it('retry-after can be left out', async () => {
  const { resend } = await frozen({ rateLimit: 1, omitRetryAfter: true });
  await resend.emails.send(mail());
  const { error, headers } = await resend.emails.send(mail());
  expect(error?.name).toBe('rate_limit_exceeded');
  expect(headers).toHaveProperty('ratelimit-reset');
  expect(headers).not.toHaveProperty('retry-after');
});

it('The limit can be off, and then nobody tells of it', async () => {
  const { fake, resend } = await frozen({ rateLimit: 'off' });
  const all = await Promise.all(Array.from({ length: 30 }, () => resend.emails.send(mail())));
  expect(fake.accepted).toHaveLength(30);
  expect(all[0]?.headers).not.toHaveProperty('ratelimit-limit');
});
