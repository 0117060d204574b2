import { Resend } from 'resend';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeResend, startFakeResend } from './fake-resend.ts';
import { mails } from './mail-builder.ts';

let fake: FakeResend;
let resend: Resend;

beforeEach(async () => {
  fake = await startFakeResend({ rateLimit: 'off' });
  resend = new Resend('re_test', { baseUrl: fake.url });
});
afterEach(() => fake.close());

const send = (options: { signal?: AbortSignal } = {}) =>
  resend.batch.send(mails(2), { idempotencyKey: 'k', ...options });
const PATIENTLY = { interval: 5, timeout: 10_000 };
const UNREACHABLE = { name: 'application_error', statusCode: null };

describe('A silent server', () => {
  it('that hangs after accepting keeps the key in use until the client hangs up', async () => {
    fake.script(['hang']);
    const patience = new AbortController();
    const first = send({ signal: patience.signal });
    await expect.poll(() => fake.accepted.length, PATIENTLY).toBe(2);
    expect((await send()).error?.name).toBe('concurrent_idempotent_requests');
    patience.abort();
    expect((await first).error).toMatchObject(UNREACHABLE);
    await expect.poll(() => fake.requests[0]?.status, PATIENTLY).toBe('lost');
    expect((await send()).error).toBeNull();
    expect(fake.accepted).toHaveLength(2);
  });

  it('that hangs before accepting never sends', async () => {
    fake.script([{ kind: 'hang', accepts: false }]);
    expect((await send({ signal: AbortSignal.timeout(20) })).error).toMatchObject(UNREACHABLE);
    expect(fake.accepted).toEqual([]);
  });

  it('ends with the fake', async () => {
    fake.script(['hang']);
    const hanging = send();
    await expect.poll(() => fake.accepted.length, PATIENTLY).toBe(2);
    await fake.close();
    expect((await hanging).error).toMatchObject(UNREACHABLE);
    fake = await startFakeResend();
  });

  it('that is slow answers in the end, and its key is in use until then, even if the client gave up', async () => {
    fake.script([{ kind: 'slow', ms: 250 }]);
    const patience = new AbortController();
    const impatient = send({ signal: patience.signal });
    await expect.poll(() => fake.accepted.length, PATIENTLY).toBe(2);
    patience.abort();
    expect((await impatient).error).toMatchObject(UNREACHABLE);
    expect((await send()).error?.name).toBe('concurrent_idempotent_requests');
    await expect.poll(async () => (await send()).error, PATIENTLY).toBeNull();
    expect(fake.accepted).toHaveLength(2);
  });

  it('that is slow answers a patient client', async () => {
    fake.script([{ kind: 'slow', ms: 20 }]);
    expect((await send()).data?.data).toHaveLength(2);
  });

  it('whose answer trickles gives it in the end to a patient client, byte after byte', async () => {
    fake.script([{ kind: 'slowDrip', ms: 60 }]);
    const response = await fetch(`${fake.url}/emails`, {
      method: 'POST',
      headers: { authorization: 'Bearer re_test' },
      body: JSON.stringify(mails(1)[0]),
    });
    let pieces = 0;
    let text = '';
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      pieces += 1;
      text += piece;
    }
    expect(pieces).toBeGreaterThan(1);
    expect(JSON.parse(text)).toEqual({ id: fake.accepted[0]?.id });
    await expect.poll(() => fake.requests[0]?.status, PATIENTLY).toBe(200);
  });

  it('whose answer trickles for too long looks unreachable, has sent, and the same key gives the ids', async () => {
    fake.script([{ kind: 'slowDrip', ms: 60_000 }]);
    expect((await send({ signal: AbortSignal.timeout(50) })).error).toMatchObject(UNREACHABLE);
    await expect.poll(() => fake.requests[0]?.status, PATIENTLY).toBe('lost');
    const { data } = await send();
    expect(data?.data.map(({ id }) => id)).toEqual(fake.accepted.map(({ id }) => id));
    expect(fake.accepted).toHaveLength(2);
  });
});

describe('A server that nobody listens at for a while', () => {
  it('refuses connections, still answers the call that was under way, and is there again', async () => {
    fake.script([
      { kind: 'slow', ms: 100 },
      { kind: 'refusedConnections', ms: 300 },
    ]);
    const underWay = send();
    await expect.poll(() => fake.accepted.length, PATIENTLY).toBe(2);
    const another = () => resend.batch.send(mails(1), { idempotencyKey: 'another' });
    expect((await another()).error).toMatchObject(UNREACHABLE);
    await expect(fetch(fake.url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect((await underWay).data?.data).toHaveLength(2);
    await expect.poll(async () => (await another()).error, PATIENTLY).toBeNull();
    expect(fake.accepted).toHaveLength(3);
  });
});
