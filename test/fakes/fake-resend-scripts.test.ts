import { Resend } from 'resend';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeResend, faultsAtRandom, startFakeResend } from './fake-resend.ts';
import { mail, mails } from './mail-builder.ts';
import type { SeenRequest } from './resend/fault-script.ts';
import type { Fault } from './resend/faults.ts';

let fake: FakeResend;
let resend: Resend;

beforeEach(async () => {
  fake = await startFakeResend({ rateLimit: 'off' });
  resend = new Resend('re_test', { baseUrl: fake.url });
});
afterEach(() => fake.close());

describe('A script', () => {
  it('that is a list is used up by sending requests, and reads pass it by', async () => {
    fake.script(['pass', 'serverErrorJson']);
    expect((await resend.emails.list()).error).toBeNull();
    expect((await resend.emails.send(mail())).error).toBeNull();
    expect((await resend.emails.list()).error).toBeNull();
    expect((await resend.emails.send(mail())).error?.statusCode).toBe(500);
    expect((await resend.emails.send(mail())).error).toBeNull();
  });

  it('that is a function sees every request and may break reads too', async () => {
    const seen: SeenRequest[] = [];
    fake.script((request) => {
      seen.push(request);
      return request.method === 'GET' ? 'serverErrorHtml' : undefined;
    });
    expect((await resend.batch.send(mails(2), { idempotencyKey: 'k' })).error).toBeNull();
    expect((await resend.emails.list()).error?.statusCode).toBe(500);
    expect(seen).toMatchObject([
      {
        number: 1,
        method: 'POST',
        path: '/emails/batch',
        key: 'k',
        sends: true,
        json: [{ to: 'reader-0@readers.test' }, {}],
      },
      { number: 2, method: 'GET', path: '/emails', key: null, sends: false },
    ]);
  });

  it('with a misspelt fault or parameter fails where it is written', () => {
    expect(() => fake.script(['lostAfterAcept' as Fault])).toThrow('lostAfterAcept');
    expect(() => fake.script([{ kind: 'slow', seconds: 1 } as unknown as Fault])).toThrow('seconds');
  });

  it('can be given at the start', async () => {
    const broken = await startFakeResend({ faults: ['serverErrorJson'] });
    const { error } = await new Resend('re_test', { baseUrl: broken.url }).emails.send(mail());
    await broken.close();
    expect(error?.statusCode).toBe(500);
  });
});

it('Faults at random come again in the same places after a reset', async () => {
  const fates = async () => {
    fake.reset();
    fake.script(faultsAtRandom({ seed: 3, rate: 0.5, kinds: ['serverErrorJson'] }));
    const answers: boolean[] = [];
    for (let call = 0; call < 8; call += 1) answers.push((await resend.emails.send(mail())).error === null);
    return answers;
  };
  const first = await fates();
  expect(new Set(first).size).toBe(2);
  expect(await fates()).toEqual(first);
});

describe('Faults at random', () => {
  const request = (number: number, sends = true): SeenRequest => ({
    number,
    sends,
    method: 'POST',
    path: '/emails',
    key: null,
    bodySha256: '',
    json: undefined,
  });
  const kinds: Fault[] = ['lostAfterAccept', 'serverErrorHtml', { kind: 'slow', ms: 1 }];
  const chosen = (seed: number, rate: number) => {
    const choose = faultsAtRandom({ seed, rate, kinds });
    return Array.from({ length: 1000 }, (_, at) => choose(request(at + 1)));
  };

  it('are the same for the same seed and different for another', () => {
    expect(chosen(1, 0.5)).toEqual(chosen(1, 0.5));
    expect(chosen(1, 0.5)).not.toEqual(chosen(2, 0.5));
  });

  it('come about as often as asked, and every kind comes', () => {
    const faults = chosen(7, 0.3).filter((fault) => fault !== undefined);
    expect(faults.length).toBeGreaterThan(240);
    expect(faults.length).toBeLessThan(360);
    for (const kind of kinds) expect(faults.filter((fault) => fault === kind).length).toBeGreaterThan(60);
  });

  it('leave reads alone unless they are asked for', () => {
    expect(faultsAtRandom({ seed: 1, rate: 1, kinds })(request(1, false))).toBeUndefined();
    expect(faultsAtRandom({ seed: 1, rate: 1, kinds, on: 'reads' })(request(1, false))).toBeDefined();
    expect(faultsAtRandom({ seed: 1, rate: 1, kinds, on: 'all' })(request(1, true))).toBeDefined();
  });

  it('lose nobody and reach nobody twice when each batch is tried with its key until it is answered', async () => {
    const rough = await startFakeResend({
      rateLimit: 'off',
      faults: faultsAtRandom({
        seed: 42,
        rate: 0.6,
        kinds: ['lostAfterAccept', 'resetBeforeAccept', 'truncated200', 'serverErrorHtml', 'nonJson200', 'rateLimited'],
      }),
    });
    const sdk = new Resend('re_test', { baseUrl: rough.url });
    for (let batch = 0; batch < 20; batch += 1) {
      const to = (at: number) => `r${batch}-${at}@readers.test`;
      const payload = mails(5).map((one, at) => ({ ...one, to: to(at) }));
      let error: unknown;
      do ({ error } = await sdk.batch.send(payload, { idempotencyKey: `batch/${batch}` }));
      while (error);
    }
    await rough.close();
    expect(rough.accepted).toHaveLength(100);
    expect(new Set(rough.accepted.map(({ to }) => to[0])).size).toBe(100);
    expect(rough.requests.length).toBeGreaterThan(30);
  });
});
