import { Resend } from 'resend';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeResend, startFakeResend } from './fake-resend.ts';
import { mail, mails } from './mail-builder.ts';
import type { Fault } from './resend/faults.ts';

let fake: FakeResend;
let resend: Resend;

beforeEach(async () => {
  fake = await startFakeResend({ rateLimit: 'off' });
  resend = new Resend('re_test', { baseUrl: fake.url });
});
afterEach(() => fake.close());

const send = () => resend.batch.send(mails(2), { idempotencyKey: 'k' });
const UNREACHABLE = { name: 'application_error', statusCode: null };

describe('Before anything is accepted', () => {
  it.each<[Fault, { statusCode: number | null; name?: string }]>([
    ['rateLimited', { statusCode: 429, name: 'rate_limit_exceeded' }],
    ['rateLimitedHtml', { statusCode: 429, name: 'application_error' }],
    ['dailyQuota', { statusCode: 429, name: 'daily_quota_exceeded' }],
    ['monthlyQuota', { statusCode: 429, name: 'monthly_quota_exceeded' }],
    ['unauthorized', { statusCode: 403, name: 'invalid_api_key' }],
    ['forbiddenDomain', { statusCode: 403, name: 'validation_error' }],
    ['serverErrorJson', { statusCode: 500, name: 'internal_server_error' }],
    [
      { kind: 'serverErrorJson', status: 503 },
      { statusCode: 503, name: 'internal_server_error' },
    ],
    ['serverErrorHtml', { statusCode: 500, name: 'application_error' }],
    [
      { kind: 'serverErrorHtml', status: 502 },
      { statusCode: 502, name: 'application_error' },
    ],
    ['resetBeforeAccept', UNREACHABLE],
  ])('%j answers its error, and the same key sends afterwards', async (fault, error) => {
    fake.script([fault]);
    expect((await send()).error).toMatchObject(error);
    expect(fake.accepted).toEqual([]);
    expect((await send()).error).toBeNull();
    expect(fake.accepted).toHaveLength(2);
  });
});

describe('After everything was accepted', () => {
  it.each<[Fault, { statusCode: number | null }]>([
    ['lostAfterAccept', UNREACHABLE],
    ['truncated200', UNREACHABLE],
    [{ kind: 'truncated200', socketBreaks: true }, UNREACHABLE],
    ['nonJson200', UNREACHABLE],
    [{ kind: 'serverErrorJson', accepts: true }, { statusCode: 500 }],
    [{ kind: 'serverErrorHtml', status: 502, accepts: true }, { statusCode: 502 }],
    [{ kind: 'hang', ms: 5 }, UNREACHABLE],
  ])('%j hides it, and the same key gives the ids without sending again', async (fault, error) => {
    fake.script([fault]);
    expect((await send()).error).toMatchObject(error);
    expect(fake.accepted).toHaveLength(2);
    const { data } = await send();
    expect(data?.data.map(({ id }) => id)).toEqual(fake.accepted.map(({ id }) => id));
    expect(fake.accepted).toHaveLength(2);
  });

  it('without a key, trying again after a lost answer sends twice', async () => {
    fake.script(['lostAfterAccept']);
    await resend.emails.send(mail());
    await resend.emails.send(mail());
    expect(fake.mailsTo('ada@readers.test')).toHaveLength(2);
  });

  it('an answer can be lost again when it is given again', async () => {
    fake.script(['lostAfterAccept', 'lostAfterAccept']);
    expect([(await send()).data, (await send()).data]).toEqual([null, null]);
    expect(fake.requests.map(({ status, replayed }) => [status, replayed])).toEqual([
      ['lost', false],
      ['lost', true],
    ]);
    expect(fake.accepted).toHaveLength(2);
  });
});

describe('A broken answer on the wire', () => {
  const rawSend = () =>
    fetch(`${fake.url}/emails`, {
      method: 'POST',
      headers: { authorization: 'Bearer re_test' },
      body: JSON.stringify(mail()),
    });

  it('is half a JSON document when it was truncated', async () => {
    fake.script(['truncated200']);
    const response = await rawSend();
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toBe(JSON.stringify({ id: fake.accepted[0]?.id }).slice(0, text.length));
    expect(() => JSON.parse(text)).toThrow();
  });

  it('is a 200 whose body never ends well when the socket breaks in it', async () => {
    fake.script([{ kind: 'truncated200', socketBreaks: true }]);
    const response = await rawSend();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('is HTML under a 200 when it is not JSON', async () => {
    fake.script(['nonJson200']);
    const response = await rawSend();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html']);
  });
});

describe('retry-after on a scripted 429', () => {
  it('is what the script says', async () => {
    fake.script([{ kind: 'rateLimited', retryAfterSeconds: 7 }]);
    expect((await send()).headers).toMatchObject({ 'retry-after': '7', 'ratelimit-remaining': '0' });
  });

  it('is absent when the script says null', async () => {
    fake.script([{ kind: 'rateLimited', retryAfterSeconds: null }]);
    expect((await send()).headers).not.toHaveProperty('retry-after');
  });
});

describe('rejectRecipients', () => {
  const reject: Fault = { kind: 'rejectRecipients', addresses: ['Reader-1@readers.test'] };

  it('makes errors of the given addresses in a permissive batch', async () => {
    fake.script([reject]);
    const { data } = await resend.batch.send(mails(3), { batchValidation: 'permissive' });
    expect(data?.errors).toEqual([{ index: 1, message: expect.stringContaining('`to`') }]);
    expect(fake.accepted.map(({ index }) => index)).toEqual([0, 2]);
  });

  it('refuses a strict batch as a whole', async () => {
    fake.script([reject]);
    expect((await resend.batch.send(mails(3))).error).toMatchObject({ statusCode: 422, name: 'validation_error' });
    expect(fake.accepted).toEqual([]);
  });
});

it('Every request is logged with its size, hash, key, fault and what was answered', async () => {
  fake.script(['lostAfterAccept', 'serverErrorJson']);
  await send();
  await send();
  await resend.emails.get('nobody');
  const [first, second] = fake.requests;
  expect(first?.bodySha256).toMatch(/^[0-9a-f]{64}$/);
  expect(second?.bodySha256).toBe(first?.bodySha256);
  expect(fake.requests).toMatchObject([
    {
      number: 1,
      method: 'POST',
      path: '/emails/batch',
      key: 'k',
      batchValidation: 'strict',
      fault: 'lostAfterAccept',
      accepted: 2,
      status: 'lost',
    },
    { number: 2, fault: 'serverErrorJson', accepted: 0, status: 500 },
    { number: 3, method: 'GET', path: '/emails/nobody', key: null, fault: null, accepted: 0, status: 404 },
  ]);
});
