import { Resend } from 'resend';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeResend, startFakeResend } from './fake-resend.ts';
import { mail, mails, wireMail } from './mail-builder.ts';
import { post } from './posting.ts';

let fake: FakeResend;
let resend: Resend;

beforeEach(async () => {
  fake = await startFakeResend({ rateLimit: 'off' });
  resend = new Resend('re_test', { baseUrl: fake.url });
});
afterEach(() => fake.close());

const oneBadAmongThree = [mail({ to: 'a@readers.test' }), mail({ to: 'nobody' }), mail({ to: 'c@readers.test' })];

it('A batch of 100 is accepted and its ids come back in the order of the request', async () => {
  const { data } = await resend.batch.send(mails(100), { idempotencyKey: 'issue/1/batch/1' });
  expect(data?.data.map(({ id }) => id)).toEqual(fake.accepted.map(({ id }) => id));
  expect(fake.accepted.map(({ index }) => index)).toEqual(Array.from({ length: 100 }, (_, at) => at));
  expect(fake.mailsTo('reader-57@readers.test')).toMatchObject([{ index: 57, key: 'issue/1/batch/1' }]);
});

it('A batch of 101 is refused', async () => {
  const { error } = await resend.batch.send(mails(101));
  expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' });
  expect(fake.accepted).toEqual([]);
});

it.each<[string, unknown]>([
  ['An empty batch', []],
  ['A batch that is no array', wireMail()],
  ['A batch of things that are no mails', ['x']],
])('%s is refused', async (_, body) => {
  const { status, json } = await post(`${fake.url}/emails/batch`, body);
  expect([status, json]).toMatchObject([422, { name: 'validation_error' }]);
});

it('An unknown validation mode is refused', async () => {
  const { status } = await post(`${fake.url}/emails/batch`, [wireMail()], { 'x-batch-validation': 'lenient' });
  expect(status).toBe(422);
});

it('A strict batch with one bad mail is refused as a whole, with the first error only', async () => {
  const { error } = await resend.batch.send([...oneBadAmongThree, mail({ tags: [{ name: 'a.b', value: 'x' }] })]);
  expect(error).toMatchObject({ statusCode: 422, message: expect.stringContaining('Invalid `to` field') });
  expect(fake.accepted).toEqual([]);
});

it('A permissive batch with one bad mail is accepted without it, and the error tells its index', async () => {
  const { data } = await resend.batch.send(oneBadAmongThree, { batchValidation: 'permissive' });
  expect(data?.data).toEqual([{ id: fake.accepted[0]?.id }, { id: fake.accepted[1]?.id }]);
  expect(data?.errors).toEqual([{ index: 1, message: expect.stringContaining('Invalid `to` field') }]);
  expect(fake.accepted.map(({ index, to }) => [index, to])).toEqual([
    [0, ['a@readers.test']],
    [2, ['c@readers.test']],
  ]);
});

it('A permissive batch of bad mails only is still answered 200, with nothing but errors', async () => {
  const { data } = await resend.batch.send([mail({ to: 'x' }), mail({ to: 'y' })], { batchValidation: 'permissive' });
  expect(data?.data).toEqual([]);
  expect(data?.errors.map(({ index }) => index)).toEqual([0, 1]);
});

it('Attachments are refused in a batch and accepted alone', async () => {
  const attachments = [{ filename: 'a.txt', content: 'YQ==' }];
  expect((await post(`${fake.url}/emails/batch`, [wireMail({ attachments })])).status).toBe(422);
  expect((await post(`${fake.url}/emails`, wireMail({ attachments }))).status).toBe(200);
});
