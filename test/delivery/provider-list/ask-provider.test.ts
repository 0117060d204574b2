import { afterEach, describe, expect, test } from 'vitest';
import { accountingOfIssue, batchProblems, namedDeliveries } from '#delivery/accounting-queries.ts';
import { bodyOf } from '#delivery/batch-body.ts';
import { readBackTo } from '#delivery/provider-list/ask-provider.ts';
import { resendProvider } from '#delivery/resend-provider.ts';
import { settleUnknown } from '#delivery/steer-sending.ts';
import { issueId } from '#issue/issue-queries.ts';
import { addressSchema } from '#subscribers/address.ts';
import { eraseReader } from '#subscribers/preference-queries.ts';
import { findSubscriber } from '#subscribers/subscriber-queries.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { aSendingRig, type Rig, SECRET, START } from '../../builders/sending-rig.ts';
import { onSends } from '../../fakes/fake-resend.ts';
import type { FaultScript } from '../../fakes/resend/fault-script.ts';

const NAME = aDraft().name;
const DAY_MS = 24 * 3_600_000;

let rig: Rig;
afterEach(() => rig.end());

type Options = { readers?: number; faults?: FaultScript; keyMaySendOnly?: boolean; before?(): Promise<unknown> };

/** A day after an issue was handed over to a provider whose answers were lost: sent, with what nobody can tell. */
async function aDayLater({
  readers = 3,
  faults = onSends('lostAfterAccept'),
  keyMaySendOnly = false,
  before,
}: Options = {}) {
  rig = await aSendingRig({ readers, fake: { faults, keyMaySendOnly } });
  await before?.();
  await rig.send();
  rig.advance(DAY_MS);
  rig.fake.script([]);
  expect(await rig.send()).toMatchObject({ kind: 'sent' });
}

const accounting = async () => accountingOfIssue(rig.store, await issueId(rig.store, NAME));
const deliveries = () =>
  rig.store
    .selectFrom('deliveries')
    .select(['subscriber_id', 'outcome', 'email_id', 'problem'])
    .orderBy('subscriber_id')
    .execute();
const batches = () => rig.store.selectFrom('batches').selectAll().orderBy('number').execute();
const everything = async () => [await deliveries(), await batches()];
const reader = (number: number) => addressSchema.parse(`delivered+reader${number}@resend.dev`);
const mailsAskedAbout = () =>
  rig.fake.requests.filter(({ path }) => path.startsWith('/emails/') && path !== '/emails/batch');
const move = (number: number, address: string) =>
  rig.store.updateTable('subscribers').set({ address, address_key: address }).where('id', '=', number).execute();

describe('asking the provider’s list about the unknown', () => {
  test('counts as accepted whom it shows, with the ids of their mails, and closes their batch', async () => {
    await aDayLater();
    expect(await accounting()).toMatchObject({ accepted: 0, unknown: 3 });
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: 3, missing: 0 });
    expect(await accounting()).toMatchObject({ audience: 3, accepted: 3, unknown: 0, waiting: 0 });
    expect((await deliveries()).map(({ email_id }) => email_id)).toEqual(rig.fake.accepted.map(({ id }) => id));
    expect(await batches()).toMatchObject([{ state: 'settled', problem: null }]);
    expect(await rig.store.selectFrom('frozen_attempts').selectAll().execute()).toEqual([]);
  });

  test('sends nothing', async () => {
    await aDayLater();
    const sends = rig.fake.sends.length;
    await rig.ask();
    expect(rig.fake.sends).toHaveLength(sends);
    expect(await rig.send()).toMatchObject({ kind: 'not-sendable', issue: { state: 'sent' } });
    expect([...rig.mailsByAddress().values()]).toEqual([1, 1, 1]);
  });

  test('leaves unknown whom it does not show, and says so where an editor decides about them', async () => {
    await aDayLater({ faults: onSends('resetBeforeAccept') });
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: 0, missing: 3 });
    const words =
      'the provider’s list was read from 2026-11-18T09:00:00.000Z back to 2026-11-17T08:59:00.000Z and does not have it';
    const id = await issueId(rig.store, NAME);
    expect(await batchProblems(rig.store, id)).toEqual([{ number: 1, state: 'unknown', problem: words }]);
    expect(await namedDeliveries(rig.store, id)).toMatchObject([
      { outcome: 'unknown', problem: words },
      { outcome: 'unknown', problem: words },
      { outcome: 'unknown', problem: words },
    ]);
    await settleUnknown(rig.store, { name: NAME, who: 'ann@example.org', at: rig.fake.now() }, 'send again');
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3, unknown: 0 } });
    expect([...rig.mailsByAddress().values()]).toEqual([1, 1, 1]);
  });

  test('proves each reader for themselves: of a batch the provider takes what it likes', async () => {
    await aDayLater({ before: () => move(2, 'somebody@example.com') });
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: 2, missing: 1 });
    expect((await deliveries()).map(({ outcome }) => outcome)).toEqual(['accepted', 'unknown', 'accepted']);
    expect(await batches()).toMatchObject([{ state: 'unknown' }]);
  });

  test('asks only about mails that are not known by their ids', async () => {
    const faults: FaultScript = ({ key }) => (key?.endsWith('batch/2') ? 'lostAfterAccept' : undefined);
    await aDayLater({ readers: 150, faults });
    expect(await accounting()).toMatchObject({ accepted: 100, unknown: 50 });
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: 50, missing: 0 });
    expect(mailsAskedAbout()).toHaveLength(50);
  });

  test('finds the mails of who moved to another address or was erased since', async () => {
    await aDayLater();
    await move(1, 'moved@resend.dev');
    const erased = await findSubscriber(rig.store, reader(2));
    await eraseReader(rig.store, SECRET, erased!, rig.fake.now());
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: 3, missing: 0 });
  });

  test('makes no call when nothing is unknown, and none for an issue that was not mailed', async () => {
    rig = await aSendingRig();
    expect(await rig.ask()).toEqual({ kind: 'nothing-unknown' });
    await rig.send();
    const calls = rig.fake.requests.length;
    expect(await rig.ask()).toEqual({ kind: 'nothing-unknown' });
    expect(rig.fake.requests).toHaveLength(calls);
  });

  test('reads on at the provider’s pace when it is told to wait', async () => {
    await aDayLater();
    let reads = 0;
    rig.fake.script(({ sends }) => {
      if (!sends) reads += 1;
      return reads === 2 ? { kind: 'rateLimited', retryAfterSeconds: 7 } : undefined;
    });
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: 3, missing: 0 });
    expect(rig.waits).toContain(7000);
  });
});

describe('a mail proves nothing', () => {
  const provider = () => resendProvider({ apiKey: 're_test', baseUrl: rig.fake.url });
  const alike = { to: reader(1), subject: aDraft().content.subject, tags: { issue: NAME, delivery: '1-1' } };
  const cases: [string, { to: string; subject: string; tags: Record<string, string> }][] = [
    ['without tags', { ...alike, tags: {} }],
    ['that names another issue', { ...alike, tags: { issue: '2026-W46', delivery: '1-1' } }],
    ['that names a delivery of another issue', { ...alike, tags: { issue: NAME, delivery: '2-1' } }],
    ['that names a delivery that does not exist', { ...alike, tags: { issue: NAME, delivery: '1-999' } }],
    ['that names a number no row can have', { ...alike, tags: { issue: NAME, delivery: '1-999999999999999' } }],
    ['that went to somebody else, from a database with the same numbers', { ...alike, to: 'tester@resend.dev' }],
    ['with another subject', { ...alike, subject: 'Something else' }],
  ];

  test.each(cases)('%s', async (_, { to, subject, tags }) => {
    await aDayLater({ faults: onSends('resetBeforeAccept') });
    const named = Object.entries(tags).map(([name, value]) => ({ name, value }));
    const mail = { from: 'x@verdicts.example', to, subject, html: '<p>x</p>', text: 'x', headers: {}, tags: named };
    await provider().submitBatch(bodyOf([mail]), 'elsewhere');
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: 0, missing: 3 });
  });

  test('that is older than the first attempt: the list is not read that far', async () => {
    const earlier = {
      ...{ from: 'x@verdicts.example', html: '<p>x</p>', text: 'x', headers: {} },
      ...alike,
      tags: Object.entries(alike.tags).map(([name, value]) => ({ name, value })),
    };
    await aDayLater({
      faults: [],
      async before() {
        rig.advance(-3 * DAY_MS);
        await provider().submitBatch(bodyOf([earlier]), 'earlier');
        rig.advance(3 * DAY_MS);
        rig.fake.script(onSends('resetBeforeAccept'));
      },
    });
    expect(rig.fake.accepted).toHaveLength(1);
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: 0, missing: 3 });
    expect(mailsAskedAbout()).toEqual([]);
  });
});

describe('a list that cannot be read to its end', () => {
  test('because the key may only send changes nothing and says why', async () => {
    await aDayLater({ keyMaySendOnly: true });
    const before = await everything();
    expect(await rig.ask()).toEqual({
      kind: 'not-read',
      found: 0,
      missing: 3,
      why: 'sends-only',
      because: 'the API key may only send, so the provider’s list cannot be read with it',
    });
    expect(await everything()).toEqual(before);
  });

  test('because the provider is silent changes nothing and says why', async () => {
    await aDayLater();
    const before = await everything();
    rig.fake.script(() => 'resetBeforeAccept');
    expect(await rig.ask()).toMatchObject({ kind: 'not-read', found: 0, missing: 3, why: 'no-answer' });
    expect(await everything()).toEqual(before);
  });

  test('because the provider may have forgotten: says nothing of those it does not show', async () => {
    await aDayLater({ faults: onSends('resetBeforeAccept') });
    const before = await everything();
    rig.advance(30 * DAY_MS);
    expect(await rig.ask()).toMatchObject({ kind: 'not-read', found: 0, missing: 3, why: 'forgotten' });
    expect(await everything()).toEqual(before);
  });

  test('does not matter once everybody is found', async () => {
    await aDayLater();
    rig.advance(30 * DAY_MS);
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: 3, missing: 0 });
  });

  test('after some pages keeps what these have proven, and the next time finds the rest', async () => {
    await aDayLater({ readers: 250 });
    let pages = 0;
    rig.fake.script(({ path }) => {
      if (path === '/emails') pages += 1;
      return path === '/emails' && pages > 1 ? 'resetBeforeAccept' : undefined;
    });
    expect(await rig.ask()).toMatchObject({ kind: 'not-read', found: 100, missing: 150, why: 'no-answer' });
    expect(await accounting()).toMatchObject({ accepted: 100, unknown: 150 });
    expect((await deliveries()).filter(({ problem }) => problem?.includes('list'))).toEqual([]);
    rig.fake.script([]);
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: 150, missing: 0 });
    expect(await accounting()).toMatchObject({ accepted: 250, unknown: 0 });
  });

  test('because somebody wants it to stop, stops before the next call', async () => {
    await aDayLater();
    const calls = rig.fake.requests.length;
    expect(await rig.ask({ stop: AbortSignal.abort() })).toMatchObject({ kind: 'not-read', why: 'stopped' });
    expect(rig.fake.requests).toHaveLength(calls);
  });
});

describe('how far back the list is read', () => {
  const batch = (hours: number, round = 1) => ({
    number: 1,
    round,
    firstAttemptAt: new Date(START.getTime() + hours * 3_600_000),
  });

  test('to a minute before the oldest first attempt, for clocks that differ', () => {
    expect(readBackTo([batch(3), batch(2), batch(5)], START.toISOString())).toEqual(
      new Date('2026-11-17T10:59:00.000Z'),
    );
  });

  test('to the freeze when a batch was tried in an earlier round, whose mails may have been accepted too', () => {
    expect(readBackTo([batch(3), batch(50, 2)], START.toISOString())).toEqual(new Date('2026-11-17T08:59:00.000Z'));
  });
});
