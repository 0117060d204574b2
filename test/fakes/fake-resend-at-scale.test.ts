import { Resend } from 'resend';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FakeResend, startFakeResend } from './fake-resend.ts';
import { mail } from './mail-builder.ts';

const BATCHES = 101;
let fake: FakeResend;
let resend: Resend;

const batch = (number: number) =>
  Array.from({ length: 100 }, (_, at) => mail({ to: `r${number}-${at}@readers.test`, html: 'x'.repeat(200) }));

beforeAll(async () => {
  fake = await startFakeResend({ rateLimit: 'off', keepBodies: false });
  resend = new Resend('re_test', { baseUrl: fake.url });
  for (let number = 0; number < BATCHES; number += 1) {
    await resend.batch.send(batch(number), { idempotencyKey: `batch/${number}` });
  }
});
afterAll(() => fake.close());

it('10,100 mails are accepted and each is found at once', () => {
  expect(fake.accepted).toHaveLength(10_100);
  expect(fake.mailsTo('r100-99@readers.test')).toEqual([fake.accepted.at(-1)]);
});

it('The list of 10,100 mails is read to its end in 101 pages', async () => {
  const ids = new Set<string>();
  let after: string | undefined;
  for (let page = 0; page < BATCHES; page += 1) {
    const { data } = await resend.emails.list({ limit: 100, ...(after ? { after } : {}) } as { limit: number });
    for (const { id } of data?.data ?? []) ids.add(id);
    after = data?.data.at(-1)?.id;
    expect(data?.has_more).toBe(page < BATCHES - 1);
  }
  expect(ids.size).toBe(10_100);
});

it('All of them are streamed as JSON lines', async () => {
  const response = await fetch(`${fake.url}/_fake/accepted`);
  const lines = (await response.text()).trimEnd().split('\n');
  expect(lines).toHaveLength(10_100);
  expect(JSON.parse(lines[10_099] ?? '')).toMatchObject({ to: ['r100-99@readers.test'], html: null });
  expect(await (await fetch(`${fake.url}/_fake/accepted?from=10099`)).text()).toBe(`${lines[10_099]}\n`);
});

it('The first batch is still known by its key', async () => {
  const { data } = await resend.batch.send(batch(0), { idempotencyKey: 'batch/0' });
  expect(data?.data[0]?.id).toBe(fake.accepted[0]?.id);
  expect(fake.accepted).toHaveLength(10_100);
});
