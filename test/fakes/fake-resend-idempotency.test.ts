import { Resend } from 'resend';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeResend, startFakeResend } from './fake-resend.ts';
import { mail, mails, wireMail } from './mail-builder.ts';
import { post } from './posting.ts';

const HOUR_MS = 3_600_000;
const start = new Date('2026-11-22T10:00:00.000Z');
let fake: FakeResend;
let resend: Resend;

beforeEach(async () => {
  fake = await startFakeResend({ rateLimit: 'off', now: () => start });
  resend = new Resend('re_test', { baseUrl: fake.url });
});
afterEach(() => fake.close());

it('The same key with the same mails gives the same ids and sends nothing', async () => {
  const first = await resend.batch.send(mails(3), { idempotencyKey: 'k' });
  const again = await resend.batch.send(mails(3), { idempotencyKey: 'k' });
  expect(again.data).toEqual(first.data);
  expect(fake.accepted).toHaveLength(3);
  expect(fake.requests.map(({ accepted, replayed }) => [accepted, replayed])).toEqual([
    [3, false],
    [0, true],
  ]);
});

it('Without a key the same mails are sent again', async () => {
  await resend.batch.send(mails(3));
  await resend.batch.send(mails(3));
  expect(fake.accepted).toHaveLength(6);
});

it('The order of the fields in the JSON does not matter, the order of the mails does', async () => {
  const [a, b] = [wireMail({ to: 'a@readers.test' }), wireMail({ to: 'b@readers.test' })];
  const reversed = Object.fromEntries(Object.entries(a).reverse());
  const key = { 'idempotency-key': 'k' };
  await post(`${fake.url}/emails/batch`, [a, b], key);
  expect((await post(`${fake.url}/emails/batch`, [reversed, b], key)).status).toBe(200);
  expect((await post(`${fake.url}/emails/batch`, [b, a], key)).status).toBe(409);
});

it('The same key with another payload is a conflict', async () => {
  await resend.emails.send(mail(), { idempotencyKey: 'k' });
  const { error } = await resend.emails.send(mail({ subject: 'Another' }), { idempotencyKey: 'k' });
  expect(error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' });
  expect(fake.accepted).toHaveLength(1);
});

it('The validation mode belongs to the payload', async () => {
  await resend.batch.send(mails(2), { idempotencyKey: 'k', batchValidation: 'permissive' });
  const { error } = await resend.batch.send(mails(2), { idempotencyKey: 'k', batchValidation: 'strict' });
  expect(error?.name).toBe('invalid_idempotent_request');
});

it('A key is shared by both endpoints', async () => {
  await resend.emails.send(mail(), { idempotencyKey: 'k' });
  expect((await resend.batch.send([mail()], { idempotencyKey: 'k' })).error?.name).toBe('invalid_idempotent_request');
});

it('The endpoint belongs to the payload, even for one and the same body', async () => {
  const key = { 'idempotency-key': 'k' };
  expect((await post(`${fake.url}/emails`, [wireMail()], key)).status).toBe(422);
  expect((await post(`${fake.url}/emails/batch`, [wireMail()], key)).status).toBe(409);
});

it('A key belongs to one API key: another one sends again', async () => {
  await resend.emails.send(mail(), { idempotencyKey: 'k' });
  await new Resend('re_other', { baseUrl: fake.url }).emails.send(mail(), { idempotencyKey: 'k' });
  expect(fake.accepted).toHaveLength(2);
});

it('A key is remembered for 24 hours from its first request and then sends again', async () => {
  await resend.emails.send(mail(), { idempotencyKey: 'k' });
  fake.advance(24 * HOUR_MS - 1);
  await resend.emails.send(mail(), { idempotencyKey: 'k' });
  expect(fake.accepted).toHaveLength(1);
  fake.advance(1);
  await resend.emails.send(mail(), { idempotencyKey: 'k' });
  expect(fake.accepted).toHaveLength(2);
});

it('The 24 hours can also be jumped over by setting the clock', async () => {
  await resend.emails.send(mail(), { idempotencyKey: 'k' });
  fake.setNow(new Date('2026-11-23T10:00:00.000Z'));
  await resend.emails.send(mail(), { idempotencyKey: 'k' });
  expect(fake.accepted.map(({ acceptedAt }) => acceptedAt)).toEqual([
    '2026-11-22T10:00:00.000Z',
    '2026-11-23T10:00:00.000Z',
  ]);
});

it.each([
  ['An empty key', ''],
  ['A key of 257 characters', 'k'.repeat(257)],
])('%s is refused', async (_, key) => {
  const { status, json } = await post(`${fake.url}/emails`, wireMail(), { 'idempotency-key': key });
  expect([status, json]).toMatchObject([400, { statusCode: 400, name: 'invalid_idempotency_key' }]);
});

it('A key of 256 characters is fine', async () => {
  expect((await resend.emails.send(mail(), { idempotencyKey: 'k'.repeat(256) })).error).toBeNull();
});

it('A key whose first request is still running is refused as concurrent, and answers once that is over', async () => {
  let finishFirst = () => {};
  const accepted = new Promise<void>((reached) => {
    fake.beforeAnswer(() => {
      reached();
      return new Promise<void>((resolve) => {
        finishFirst = resolve;
      });
    });
  });
  const first = resend.emails.send(mail(), { idempotencyKey: 'k' });
  await accepted;
  const meanwhile = await resend.emails.send(mail(), { idempotencyKey: 'k' });
  expect(meanwhile.error).toMatchObject({ statusCode: 409, name: 'concurrent_idempotent_requests' });

  const changed = await resend.emails.send(mail({ subject: 'Another' }), { idempotencyKey: 'k' });
  expect(changed.error?.name).toBe('invalid_idempotent_request');

  finishFirst();
  const { data } = await first;
  expect((await resend.emails.send(mail(), { idempotencyKey: 'k' })).data).toEqual(data);
  expect(fake.accepted).toHaveLength(1);
});

it('A refusal is kept under its key too, so a corrected mail needs a new key', async () => {
  const refused = await resend.emails.send(mail({ to: 'nobody' }), { idempotencyKey: 'k' });
  expect((await resend.emails.send(mail({ to: 'nobody' }), { idempotencyKey: 'k' })).error).toEqual(refused.error);
  expect((await resend.emails.send(mail(), { idempotencyKey: 'k' })).error?.name).toBe('invalid_idempotent_request');
  expect((await resend.emails.send(mail(), { idempotencyKey: 'k2' })).error).toBeNull();
});

it('Refusals are forgotten where that is asked for', async () => {
  const kinder = await startFakeResend({ keepsRefusals: false, rateLimit: 'off' });
  const sdk = new Resend('re_test', { baseUrl: kinder.url });
  await sdk.emails.send(mail({ to: 'nobody' }), { idempotencyKey: 'k' });
  const corrected = await sdk.emails.send(mail(), { idempotencyKey: 'k' });
  await kinder.close();
  expect(corrected.error).toBeNull();
});
