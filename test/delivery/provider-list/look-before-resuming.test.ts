import { afterEach, describe, expect, test } from 'vitest';
import { resendProvider } from '#delivery/resend-provider.ts';
import { resumeSending } from '#delivery/steer-sending.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { database } from '../../builders/databases.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { restoredCopy } from '../../builders/restored-copy.ts';
import { aSendingRig, type Rig } from '../../builders/sending-rig.ts';
import { type FakeResendOptions, onSends } from '../../fakes/fake-resend.ts';
import { scratchFolder } from '../../store/scratch-folder.ts';

const NAME = aDraft().name;
const HOUR_MS = 3_600_000;
const READERS = 1000;

let rig: Rig;
afterEach(() => rig.end());

const onwards = (store: Store) => rig.send({ store, leavesPaused: true });
const lists = () => rig.fake.requests.filter(({ path, method }) => method === 'GET' && path === '/emails');
const asked = () => rig.fake.requests.filter(({ path }) => /^\/emails\/(?!batch)/.test(path));
const notes = () => rig.events.flatMap((event) => (event.kind === 'note' ? [event.words] : []));

function expectOneMailEach(readers = READERS): void {
  const mails = [...rig.mailsByAddress().values()];
  expect(mails).toHaveLength(readers);
  expect(mails.every((count) => count === 1)).toBe(true);
}

/** An issue that is sent from a file until some batches are done. */
async function sentInPart(fake: FakeResendOptions = {}): Promise<Store> {
  const store = await openStore(`${await scratchFolder()}/verdicts.sqlite`);
  rig = await aSendingRig({ readers: READERS, store, fake });
  const stopping = new AbortController();
  await rig.send({ stop: stopping.signal, report: ({ kind }) => kind === 'progress' && stopping.abort() });
  return store;
}

/** An issue sent from a file, and a copy of that file from its middle: some batches done, some on their way, some waiting. */
async function copyFromTheMiddle(fake: FakeResendOptions = {}): Promise<Store> {
  const store = await sentInPart(fake);
  let copying: Promise<Store> | undefined;
  rig.fake.beforeAnswer(async () => {
    copying ??= restoredCopy(store);
    await copying;
  });
  expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
  rig.fake.beforeAnswer(null);
  const copy = await copying!;
  const states = (await copy.selectFrom('batches').select('state').execute()).map(({ state }) => state);
  expect(new Set(states)).toEqual(new Set(['settled', 'attempted', 'waiting']));
  return copy;
}

describe.runIf(database === 'sqlite')('a copy from the middle of a send', () => {
  test('put back a day later finds on the provider’s list who was mailed, and mails nobody', async () => {
    const copy = await copyFromTheMiddle();
    rig.advance(25 * HOUR_MS);
    const sends = rig.fake.sends.length;
    expect(await onwards(copy)).toMatchObject({
      kind: 'sent',
      accounting: { audience: READERS, accepted: READERS, unknown: 0, waiting: 0 },
    });
    expect(rig.fake.sends).toHaveLength(sends);
    expectOneMailEach();
    const batches = await copy.selectFrom('batches').select('state').execute();
    expect(batches).toEqual(Array.from({ length: READERS / 100 }, () => ({ state: 'settled' })));
    expect(await copy.selectFrom('frozen_attempts').selectAll().execute()).toEqual([]);
    const ids = await copy.selectFrom('deliveries').select('email_id').execute();
    expect(new Set(ids.map(({ email_id }) => email_id))).toEqual(new Set(rig.fake.accepted.map(({ id }) => id)));
    expect(notes()[0]).toMatch(/^the provider’s list: it has \d+ mails that were not known here$/);
  });

  test('mails those, and only those, who were never mailed: the machine had died in the middle', async () => {
    const store = await sentInPart();
    const copy = await restoredCopy(store);
    const stopping = new AbortController();
    await rig.send({ stop: stopping.signal, report: ({ kind }) => kind === 'progress' && stopping.abort() });
    const before = rig.fake.accepted.length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(READERS);
    rig.advance(25 * HOUR_MS);
    expect(await onwards(copy)).toMatchObject({ kind: 'sent', accounting: { accepted: READERS, unknown: 0 } });
    expectOneMailEach();
  });

  test('put back within a day goes on with a key that may only send: those of the batches are the same in every copy', async () => {
    const copy = await copyFromTheMiddle({ keyMaySendOnly: true });
    rig.advance(22 * HOUR_MS);
    expect(await onwards(copy)).toMatchObject({ kind: 'sent', accounting: { accepted: READERS, unknown: 0 } });
    expectOneMailEach();
    expect(rig.fake.sends.filter(({ replayed }) => replayed).length).toBeGreaterThan(1);
    expect(notes()).toEqual([expect.stringMatching(/may only send.* unless this database is an older copy/)]);
  });

  test('put back within the hour needs no list for the same reason', async () => {
    const copy = await copyFromTheMiddle();
    const before = lists().length;
    rig.advance(HOUR_MS - 1);
    expect(await onwards(copy)).toMatchObject({ kind: 'sent', accounting: { accepted: READERS, unknown: 0 } });
    expectOneMailEach();
    expect(lists()).toHaveLength(before);
  });

  test('spares those whose batch had been refused when the copy was taken, and would leave under a new key', async () => {
    const store = await openStore(`${await scratchFolder()}/verdicts.sqlite`);
    rig = await aSendingRig({ store, fake: { faults: onSends({ kind: 'rateLimited' }) } });
    expect(await rig.send()).toMatchObject({ kind: 'stopped', accounting: { waiting: 3 } });
    const copy = await restoredCopy(store);
    rig.fake.script([]);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
    rig.advance(25 * HOUR_MS);
    expect(await onwards(copy)).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
    expectOneMailEach(3);
  });

  test('with a key that may only send stands still until a person goes on', async () => {
    const copy = await copyFromTheMiddle({ keyMaySendOnly: true });
    rig.advance(25 * HOUR_MS);
    const sends = rig.fake.sends.length;
    const because =
      'the API key may only send, so the provider’s list cannot be read with it: if this database is an older copy that was put back, its readers were mailed already; if it is not, go on';
    expect(await onwards(copy)).toMatchObject({ kind: 'stopped', result: { kind: 'paused', because } });
    expect(await findIssue(copy, NAME)).toMatchObject({ state: 'sending', pausedBecause: because });
    expect(await onwards(copy)).toMatchObject({ kind: 'stopped', result: { kind: 'paused' } });
    expect(rig.fake.sends).toHaveLength(sends);
    expectOneMailEach();
    await resumeSending(copy, { name: NAME, who: 'ann@example.org', at: rig.fake.now() });
    expect(await onwards(copy)).toMatchObject({ kind: 'sent' });
    expect(rig.fake.sends.length).toBeGreaterThan(sends);
    expect(notes().at(-1)).toContain('may only send');
  });

  test('sends nothing while the provider is silent, and goes on by itself when it answers again', async () => {
    const copy = await copyFromTheMiddle();
    rig.advance(25 * HOUR_MS);
    const sends = rig.fake.sends.length;
    rig.fake.script(({ sends }) => (sends ? undefined : 'resetBeforeAccept'));
    expect(await onwards(copy)).toMatchObject({ kind: 'stopped', result: { kind: 'interrupted' } });
    expect(rig.fake.sends).toHaveLength(sends);
    rig.fake.script([]);
    expect(await onwards(copy)).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    expectOneMailEach();
  });

  test('put back after a month, when the provider may have forgotten, stands still until a person goes on', async () => {
    const copy = await copyFromTheMiddle();
    await copy.updateTable('batches').set({ state: 'waiting' }).execute();
    await copy.deleteFrom('frozen_attempts').execute();
    await copy.updateTable('deliveries').set({ outcome: null, email_id: null }).execute();
    // The provider shows nothing of that time any more.
    rig.advance(31 * 24 * HOUR_MS);
    const listMails = async () => ({ kind: 'read', value: { mails: [], hasMore: false }, rate: undefined }) as const;
    expect(await rig.send({ store: copy, leavesPaused: true, listMails })).toMatchObject({
      kind: 'stopped',
      result: { kind: 'paused', because: expect.stringContaining('does not reach back far enough') },
    });
    expectOneMailEach();
  });

  test('is read no further once somebody stops it or another process has taken over', async () => {
    const copy = await copyFromTheMiddle();
    rig.advance(25 * HOUR_MS);
    expect(await rig.send({ store: copy, stop: AbortSignal.abort() })).toMatchObject({
      kind: 'stopped',
      result: { kind: 'stopped-by-signal' },
    });
    const thief = { holder: JSON.stringify({ host: 'other-host', pid: 1, id: 'thief' }), expires_at: '2027-01-01' };
    const wait = async () => void (await copy.updateTable('leases').set(thief).execute());
    expect(await rig.send({ store: copy, wait })).toMatchObject({ kind: 'stopped', result: { kind: 'lease-lost' } });
    expectOneMailEach();
  });
});

describe.runIf(database === 'sqlite')('a copy from before a refusal, whose original went on under another key', () => {
  /** Sends; the quota refuses what the copy, taken during the first call, shows on its way or waiting. */
  async function copyFromBeforeTheRefusal(readers: number): Promise<Store> {
    const store = await openStore(`${await scratchFolder()}/verdicts.sqlite`);
    rig = await aSendingRig({ readers, store, fake: { faults: onSends('dailyQuota') } });
    const { submitBatch } = resendProvider({ apiKey: 're_test', baseUrl: rig.fake.url });
    let copying: Promise<Store> | undefined;
    const copiesFirst: typeof submitBatch = async (items, key) => {
      copying ??= restoredCopy(store);
      await copying;
      return submitBatch(items, key);
    };
    expect(await rig.send({ submitBatch: copiesFirst })).toMatchObject({ result: { kind: 'paused' } });
    rig.fake.script([]);
    return copying!;
  }

  test('put back two hours later finds its readers on the provider’s list, and mails nobody twice', async () => {
    const copy = await copyFromBeforeTheRefusal(READERS);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    rig.advance(2 * HOUR_MS);
    expect(await onwards(copy)).toMatchObject({ kind: 'sent', accounting: { accepted: READERS, unknown: 0 } });
    expectOneMailEach();
  });

  test('does not repeat a call for all when the list has some of them: who had left meanwhile is unknown', async () => {
    const copy = await copyFromBeforeTheRefusal(3);
    await rig.store.updateTable('subscribers').set({ status: 'unsubscribed' }).where('id', '=', 2).execute();
    expect(await rig.send()).toMatchObject({ accounting: { accepted: 2, unsubscribed: 1 } });
    rig.advance(2 * HOUR_MS);
    expect(await onwards(copy)).toMatchObject({ kind: 'sent', accounting: { accepted: 2, unknown: 1 } });
    expectOneMailEach(2);
  });

  test('sends all of it when the original did nothing more', async () => {
    const copy = await copyFromBeforeTheRefusal(3);
    rig.advance(2 * HOUR_MS);
    expect(await onwards(copy)).toMatchObject({ kind: 'sent', accounting: { accepted: 3, unknown: 0 } });
    expectOneMailEach(3);
  });
});

describe('a long pause', () => {
  /** The provider took two batches, then the quota was used up. */
  async function pausedByTheQuota(fake: FakeResendOptions = {}): Promise<void> {
    const faults: FakeResendOptions['faults'] = ({ sends, key }) =>
      !sends || /batch\/[12]$/.test(key ?? '') ? undefined : 'dailyQuota';
    rig = await aSendingRig({ readers: READERS, fake: { faults, ...fake } });
    expect(await rig.send()).toMatchObject({ kind: 'stopped', result: { kind: 'paused' } });
    rig.fake.script([]);
  }

  test('ends with one reading of the list, which asks about nobody it knows, and everybody gets one mail', async () => {
    await pausedByTheQuota();
    const before = lists().length;
    rig.advance(30 * HOUR_MS);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    expectOneMailEach();
    expect(lists().length - before).toBeLessThanOrEqual(READERS / 100);
    expect(asked()).toEqual([]);
  });

  test('that is over is not looked at again while it goes on', async () => {
    await pausedByTheQuota();
    rig.advance(30 * HOUR_MS);
    rig.fake.script(({ sends, key }) => (!sends || /batch\/3/.test(key ?? '') ? undefined : 'dailyQuota'));
    expect(await rig.send()).toMatchObject({
      kind: 'stopped',
      result: { kind: 'paused' },
      accounting: { accepted: 300 },
    });
    const before = lists().length;
    rig.fake.script([]);
    rig.advance(HOUR_MS - 1);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    expect(lists()).toHaveLength(before);
    expectOneMailEach();
  });

  test('of less than an hour reads no list', async () => {
    await pausedByTheQuota();
    const before = lists().length;
    rig.advance(HOUR_MS - 1);
    expect(await rig.send()).toMatchObject({ kind: 'sent' });
    expect(lists()).toHaveLength(before);
  });

  test('that an editor ends some hours later is looked at, too', async () => {
    await pausedByTheQuota();
    const before = lists().length;
    rig.advance(3 * HOUR_MS);
    await resumeSending(rig.store, { name: NAME, who: 'ann@example.org', at: rig.fake.now() });
    expect(await onwards(rig.store)).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    expect(lists().length).toBeGreaterThan(before);
    expectOneMailEach();
  });

  test('ends with a key that may only send by a person’s word, and no second one is asked for', async () => {
    await pausedByTheQuota({ keyMaySendOnly: true });
    rig.advance(30 * HOUR_MS);
    // A person types the command: the issue was paused, and now it goes on.
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    expectOneMailEach();
  });

  test('of an issue that only waits for answers reads no list: its batches become unknown as ever', async () => {
    rig = await aSendingRig({ fake: { faults: onSends('lostAfterAccept') } });
    await rig.send();
    const before = lists().length;
    rig.advance(25 * HOUR_MS);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { unknown: 3 } });
    expect(lists()).toHaveLength(before);
  });
});
