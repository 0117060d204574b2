import { afterEach, describe, expect, test, vi } from 'vitest';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { resendProvider } from '#delivery/resend-provider.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { aSendingRig, type Rig } from '../builders/sending-rig.ts';
import { type FakeResendOptions, faultsAtRandom, onSends } from '../fakes/fake-resend.ts';

const HOUR_MS = 3_600_000;

let rig: Rig;
afterEach(() => rig.end());

const withFaults = async (readers: number, ...faults: Extract<FakeResendOptions['faults'], readonly unknown[]>) => {
  rig = await aSendingRig({ readers, fake: { faults } });
  return rig;
};

const backOffs = () => rig.events.flatMap((event) => (event.kind === 'waiting' ? [event.ms] : []));

const everybodyOnce = (readers: number) => {
  expect(rig.mailsByAddress().size).toBe(readers);
  expect([...rig.mailsByAddress().values()].every((count) => count === 1)).toBe(true);
};

describe('an answer that is lost', () => {
  for (const fault of [
    'lostAfterAccept',
    'resetBeforeAccept',
    'truncated200',
    'nonJson200',
    'serverErrorHtml',
    'serverErrorJson',
  ] as const) {
    test(`is asked for again with the same bytes under the same key: ${fault}`, async () => {
      await withFaults(3, fault);
      expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3, unknown: 0 } });
      everybodyOnce(3);
      const [first, second] = rig.fake.sends;
      expect(second).toMatchObject({ key: first?.key, bodySha256: first?.bodySha256 });
    });
  }

  test('stays open when the provider is silent for a whole run, and a later run goes on', async () => {
    rig = await aSendingRig({ readers: 3, fake: { faults: onSends('lostAfterAccept') } });
    expect(await rig.send()).toMatchObject({
      kind: 'stopped',
      result: { kind: 'interrupted' },
      accounting: { waiting: 3 },
    });
    expect(backOffs()).toEqual([1000, 2000, 5000, 15_000, 30_000, 60_000]);
    rig.fake.script([]);
    rig.advance(22 * HOUR_MS);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
    everybodyOnce(3);
  });

  test('is never asked for again once the key is 23 hours old: the batch is unknown', async () => {
    rig = await aSendingRig({ readers: 3, fake: { faults: onSends('lostAfterAccept') } });
    await rig.send();
    rig.fake.script([]);
    const calls = rig.fake.sends.length;
    rig.advance(23 * HOUR_MS);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 0, unknown: 3, waiting: 0 } });
    expect(rig.fake.sends).toHaveLength(calls);
    everybodyOnce(3);
  });

  test('keeps its bytes while the reader, the secret and the template change', async () => {
    rig = await aSendingRig({ readers: 3, fake: { faults: onSends('resetBeforeAccept') } });
    await rig.send();
    await rig.store
      .updateTable('subscribers')
      .set({ address: 'moved@resend.dev', status: 'unsubscribed' })
      .where('id', '=', 2)
      .execute();
    rig.fake.script([]);
    expect(await rig.send({ secret: 'another secret, as after a rotation of keys' })).toMatchObject({
      kind: 'sent',
      accounting: { accepted: 3 },
    });
    expect(new Set(rig.fake.sends.map(({ bodySha256 }) => bodySha256)).size).toBe(1);
    expect(rig.fake.mailsTo('moved@resend.dev')).toEqual([]);
  });

  test('is not asked for again with another API key, which may not know the idempotency key: the batch is unknown', async () => {
    rig = await aSendingRig({ readers: 3, fake: { faults: ({ sends }) => (sends ? 'lostAfterAccept' : undefined) } });
    await rig.send();
    rig.fake.script([]);
    const calls = rig.fake.sends.length;
    const another = resendProvider({ apiKey: 're_rotated', baseUrl: rig.fake.url });
    expect(await rig.send(another)).toMatchObject({ kind: 'sent', accounting: { accepted: 0, unknown: 3 } });
    expect(rig.fake.sends).toHaveLength(calls);
    everybodyOnce(3);
  });

  test('that said no under one API key begins anew under another', async () => {
    await withFaults(3, 'unauthorized');
    await rig.send();
    const another = resendProvider({ apiKey: 're_rotated', baseUrl: rig.fake.url });
    expect(await rig.send(another)).toMatchObject({ kind: 'sent', accounting: { accepted: 3, unknown: 0 } });
    everybodyOnce(3);
  });

  test('whose bytes cannot be made again is unknown, not sent otherwise', async () => {
    rig = await aSendingRig({ readers: 3, fake: { faults: onSends('resetBeforeAccept') } });
    await rig.send();
    rig.fake.script([]);
    await rig.store.updateTable('frozen_attempts').set({ body_sha256: 'of something else' }).execute();
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 0, unknown: 3 } });
    expect(rig.fake.accepted).toEqual([]);
  });
});

describe('an answer that says no', () => {
  test('429 waits as long as retry-after says and goes on', async () => {
    await withFaults(
      3,
      { kind: 'rateLimited', retryAfterSeconds: 7 },
      { kind: 'rateLimited', retryAfterSeconds: null },
    );
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
    expect(backOffs()).toEqual([7000, 1000]);
    everybodyOnce(3);
  });

  test('429 as a page of something in between waits as long, and backs off when nothing says how long', async () => {
    await withFaults(
      3,
      { kind: 'rateLimitedHtml', retryAfterSeconds: 7 },
      { kind: 'rateLimitedHtml', retryAfterSeconds: null },
      { kind: 'rateLimitedHtml', retryAfterSeconds: null },
    );
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3, unknown: 0 } });
    expect(backOffs()).toEqual([7000, 2000, 5000]);
    everybodyOnce(3);
  });

  for (const fault of ['dailyQuota', 'monthlyQuota', 'unauthorized', 'forbiddenDomain'] as const) {
    test(`${fault} pauses the issue with nobody lost; the next run uses a new key, because a refusal may be kept under the old one`, async () => {
      await withFaults(3, fault);
      expect(await rig.send()).toMatchObject({
        kind: 'stopped',
        result: { kind: 'paused' },
        accounting: { accepted: 0, waiting: 3 },
      });
      expect(await findIssue(rig.store, aDraft().name)).toMatchObject({
        state: 'sending',
        pausedBecause: expect.stringContaining('batch 1'),
      });
      expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
      everybodyOnce(3);
      expect(rig.fake.sends.map(({ key }) => key)).toEqual(['issue/2026-W47/batch/1', 'issue/2026-W47/batch/1/2']);
    });
  }

  test('a refusal after a lost answer keeps the key and the bytes, because the first call may have been accepted', async () => {
    await withFaults(3, 'lostAfterAccept', 'dailyQuota');
    expect(await rig.send()).toMatchObject({ kind: 'stopped', accounting: { waiting: 3 } });
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
    everybodyOnce(3);
    expect(new Set(rig.fake.sends.map(({ key }) => key)).size).toBe(1);
  });

  test('a batch of which every call was refused is opened again after the key has run out, not called unknown', async () => {
    rig = await aSendingRig({ readers: 3, fake: { faults: onSends({ kind: 'rateLimited', retryAfterSeconds: 1 }) } });
    expect(await rig.send()).toMatchObject({ kind: 'stopped', accounting: { waiting: 3 } });
    rig.fake.script([]);
    rig.advance(30 * HOUR_MS);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3, unknown: 0 } });
    everybodyOnce(3);
  });

  test('409 for a key that was used with other bytes makes the batch unknown', async () => {
    rig = await aSendingRig({ readers: 3 });
    const body = JSON.stringify([{ from: 'a@verdicts.example', to: 'delivered@resend.dev', subject: 'x', text: 'x' }]);
    await fetch(`${rig.fake.url}/emails/batch`, {
      method: 'POST',
      body,
      headers: {
        authorization: 'Bearer re_test',
        'content-type': 'application/json',
        'idempotency-key': 'issue/2026-W47/batch/1',
        'user-agent': 'somebody else',
      },
    });
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 0, unknown: 3 } });
    expect(rig.fake.accepted).toHaveLength(1);
  });
});

// faults-mixed, seed 1
test('a 409 whose body is cut says only that the key is in use: it is asked again, and nobody is called unknown', async () => {
  await withFaults(3, { kind: 'slow', ms: 400 }, 'truncated200');
  const { submitBatch } = resendProvider({ apiKey: 're_test', baseUrl: rig.fake.url, timeoutMs: 100 });
  await vi.waitFor(async () => expect(await rig.send({ submitBatch })).toMatchObject({ kind: 'sent' }), {
    timeout: 10_000,
  });
  expect(rig.fake.sends[1]).toMatchObject({ fault: 'truncated200', status: 409 });
  expect(await accountingOfIssue(rig.store, 1)).toMatchObject({ accepted: 3, unknown: 0 });
  everybodyOnce(3);
});

describe('a sender that dies', () => {
  test('between the call and writing down the answer repeats the call, and nobody gets two', async () => {
    rig = await aSendingRig({ readers: 250 });
    const dies = () => Promise.reject(new Error('killed'));
    await expect(rig.send({ submitBatch: dies })).rejects.toThrow('killed');
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 250 } });
    everybodyOnce(250);
  });

  test('stopped by hand finishes the call in flight, and the next run sends the rest', async () => {
    rig = await aSendingRig({ readers: 1000 });
    const stopping = new AbortController();
    const stopped = await rig.send({
      stop: stopping.signal,
      report: ({ kind }) => kind === 'progress' && stopping.abort(),
    });
    expect(stopped).toMatchObject({ kind: 'stopped', result: { kind: 'stopped-by-signal' } });
    const { accepted, waiting } = (stopped as Extract<typeof stopped, { kind: 'stopped' }>).accounting;
    expect(accepted).toBe(rig.fake.accepted.length);
    expect(accepted + waiting).toBe(1000);
    expect(waiting).toBeGreaterThan(0);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 1000 } });
    everybodyOnce(1000);
  });

  test('that has lost its lease stops before the next call', async () => {
    rig = await aSendingRig({ readers: 250 });
    const thief = {
      name: 'sender',
      holder: JSON.stringify({ host: 'other-host', pid: 1, id: 'thief' }),
      expires_at: '2026-11-18T00:00:00.000Z',
    };
    const stolen = rig.store.updateTable('leases').set(thief).execute.bind(rig.store.updateTable('leases').set(thief));
    const result = await rig.send({ wait: async () => void (await stolen()) });
    expect(result).toMatchObject({ kind: 'stopped', result: { kind: 'lease-lost' } });
  });
});

describe('everything at once', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    test(`with faults of every kind at 30 %, run until done, everybody gets one mail (seed ${seed})`, async () => {
      const kinds = [
        'lostAfterAccept',
        'resetBeforeAccept',
        'truncated200',
        'nonJson200',
        'serverErrorHtml',
        'dailyQuota',
        'unauthorized',
        { kind: 'rateLimited' },
      ] as const;
      rig = await aSendingRig({ readers: 1200, fake: { faults: faultsAtRandom({ seed, rate: 0.3, kinds }) } });
      let runs = 0;
      for (let done = false; !done && runs < 40; runs += 1) done = (await rig.send()).kind === 'sent';
      expect(runs).toBeLessThan(40);
      everybodyOnce(1200);
      expect(await rig.send()).toMatchObject({ kind: 'not-sendable', issue: { state: 'sent' } });
    });
  }
});

describe('an answer that takes its time', () => {
  test('is waited for while the call may last', async () => {
    await withFaults(3, { kind: 'slow', ms: 300 });
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
    expect(rig.fake.sends).toHaveLength(1);
  });

  test('is given up when the call has lasted long enough, and asked for again under the same key', async () => {
    await withFaults(3, { kind: 'hang', accepts: true });
    const { submitBatch } = resendProvider({ apiKey: 're_test', baseUrl: rig.fake.url, timeoutMs: 150 });
    expect(await rig.send({ submitBatch })).toMatchObject({ kind: 'sent', accounting: { accepted: 3, unknown: 0 } });
    everybodyOnce(3);
    expect(new Set(rig.fake.sends.map(({ key }) => key)).size).toBe(1);
    expect(rig.fake.sends.length).toBeGreaterThan(1);
  });
});

test('a reader at a domain for testing is refused by the provider and costs only that reader', async () => {
  rig = await aSendingRig({ readers: 3 });
  await rig.store.updateTable('subscribers').set({ address: 'somebody@example.com' }).where('id', '=', 2).execute();
  expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 2, rejected: 1 } });
  const refused = await rig.store
    .selectFrom('deliveries')
    .select('problem')
    .where('subscriber_id', '=', 2)
    .executeTakeFirst();
  expect(refused?.problem).toContain('example.com');
});

test('a sender that breaks lets its other calls finish before anybody hears of it, so that no call outlives the lease', async () => {
  rig = await aSendingRig({ readers: 400, fake: { faults: [{ kind: 'slow', ms: 300 }] } });
  const { submitBatch } = resendProvider({ apiKey: 're_test', baseUrl: rig.fake.url });
  let calls = 0;
  let answered = 0;
  const breaksOnce: typeof submitBatch = async (body, key) => {
    calls += 1;
    if (calls === 2) throw new Error('disk full');
    const answer = await submitBatch(body, key);
    answered += 1;
    return answer;
  };
  await expect(rig.send({ submitBatch: breaksOnce })).rejects.toThrow('disk full');
  expect(answered).toBe(calls - 1);
  expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 400 } });
  everybodyOnce(400);
});
