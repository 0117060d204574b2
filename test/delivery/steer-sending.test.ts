import { afterEach, describe, expect, test } from 'vitest';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { pauseSending, resumeSending, sendToUnmailed, stopSending } from '#delivery/steer-sending.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import { unsubscribe } from '#subscribers/subscriber-queries.ts';
import { type HeldCalls, heldCalls } from '../builders/held-calls.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { aSendingRig, type Rig, START } from '../builders/sending-rig.ts';
import { onSends } from '../fakes/fake-resend.ts';

/** Four calls are under way at once, so with six batches two have not begun. */
const READERS = 600;
const AT_ONCE = 4;
const NAME = aDraft().name;
const byAnn = { name: NAME, who: 'ann@example.org', at: START };

let rig: Rig;
let calls: HeldCalls;
afterEach(() => rig.end());

/** An issue in the middle of its sending, with every call that may be made under way. */
async function midway(fake: Parameters<typeof aSendingRig>[0] = {}): Promise<{ sending: ReturnType<Rig['send']> }> {
  rig = await aSendingRig({ readers: READERS, ...fake });
  calls = heldCalls(rig.fake);
  const sending = rig.send(calls.provider);
  await calls.underWay(AT_ONCE);
  return { sending };
}

const onwards = () => rig.send({ leavesPaused: true });
const keys = () => [...new Set(rig.fake.sends.map(({ key }) => key))].toSorted();
const stateNow = async () => (await findIssue(rig.store, NAME))?.state;
const accounting = async () => accountingOfIssue(rig.store, await issueId(rig.store, NAME));

function expectOneMailEach(count: number): void {
  const mails = [...rig.mailsByAddress().values()];
  expect(mails).toHaveLength(count);
  expect(mails.every((number) => number === 1)).toBe(true);
}

describe('an editor’s pause in the middle of a send', () => {
  test('lets the calls under way finish and begins no new one', async () => {
    const { sending } = await midway();
    expect(await pauseSending(rig.store, byAnn)).toMatchObject({ kind: 'done' });
    calls.letGo();
    expect(await sending).toMatchObject({
      kind: 'stopped',
      result: { kind: 'paused-by-editor' },
      accounting: { audience: READERS, accepted: 400, waiting: 200 },
    });
    expect(rig.fake.sends).toHaveLength(AT_ONCE);
    expect(await findIssue(rig.store, NAME)).toMatchObject({
      state: 'sending',
      pausedBecause: 'ann@example.org paused it',
    });
  });

  test('stays when a job comes by: only a person goes on', async () => {
    const { sending } = await midway();
    await pauseSending(rig.store, byAnn);
    calls.letGo();
    await sending;
    expect(await onwards()).toMatchObject({
      kind: 'stopped',
      result: { kind: 'paused', because: 'ann@example.org paused it' },
      accounting: { waiting: 200 },
    });
    expect(rig.fake.sends).toHaveLength(AT_ONCE);
  });

  test('ends with resuming: everybody gets exactly one mail and the accounting adds up', async () => {
    const { sending } = await midway();
    await pauseSending(rig.store, byAnn);
    calls.letGo();
    await sending;
    expect(await resumeSending(rig.store, byAnn)).toMatchObject({ kind: 'done' });
    expect(await onwards()).toMatchObject({
      kind: 'sent',
      accounting: { audience: READERS, accepted: READERS, waiting: 0, unknown: 0 },
    });
    expectOneMailEach(READERS);
  });
});

describe('stopping what has not left', () => {
  test('keeps from leaving what was never attempted; the issue is sent with the rest waiting', async () => {
    const { sending } = await midway();
    expect(await stopSending(rig.store, byAnn)).toEqual({ kind: 'done', readers: 200 });
    calls.letGo();
    expect(await sending).toMatchObject({
      kind: 'sent',
      accounting: { audience: READERS, accepted: 400, waiting: 200 },
    });
    expect(await stateNow()).toBe('sent');
    expectOneMailEach(400);
  });

  test('follows to its end what was attempted, under the same keys', async () => {
    rig = await aSendingRig({ readers: READERS, fake: { faults: onSends('lostAfterAccept') } });
    expect(await rig.send()).toMatchObject({ kind: 'stopped', result: { kind: 'interrupted' } });
    const attempted = keys();
    expect(await stopSending(rig.store, byAnn)).toMatchObject({ kind: 'done', readers: 200 });
    rig.fake.script([]);
    expect(await onwards()).toMatchObject({ kind: 'sent', accounting: { accepted: 400, waiting: 200, unknown: 0 } });
    expect(keys()).toEqual(attempted);
    expectOneMailEach(400);
  });

  test('goes for a paused issue as well, and takes the pause away', async () => {
    const { sending } = await midway();
    await pauseSending(rig.store, byAnn);
    calls.letGo();
    await sending;
    await stopSending(rig.store, byAnn);
    expect(await onwards()).toMatchObject({ kind: 'sent', accounting: { accepted: 400, waiting: 200 } });
    expect(rig.fake.sends).toHaveLength(AT_ONCE);
  });

  test('holds for a batch that is set back afterwards: nothing of it was accepted, so it has not left', async () => {
    const { sending } = await midway({ fake: { faults: ['dailyQuota'] } });
    await stopSending(rig.store, byAnn);
    calls.letGo();
    expect(await sending).toMatchObject({ kind: 'stopped', result: { kind: 'paused' }, accounting: { accepted: 300 } });
    await resumeSending(rig.store, byAnn);
    expect(await onwards()).toMatchObject({ kind: 'sent', accounting: { accepted: 300, waiting: 300 } });
    expectOneMailEach(300);
  });

  test('holds also when every batch was under way at that moment', async () => {
    const { sending } = await midway({ readers: AT_ONCE * 100, fake: { faults: ['dailyQuota'] } });
    await stopSending(rig.store, byAnn);
    calls.letGo();
    expect(await sending).toMatchObject({ kind: 'stopped', accounting: { accepted: 300, waiting: 100 } });
    await resumeSending(rig.store, byAnn);
    expect(await onwards()).toMatchObject({ kind: 'sent', accounting: { accepted: 300, waiting: 100 } });
    expectOneMailEach(300);
    await sendToUnmailed(rig.store, byAnn);
    expect(await onwards()).toMatchObject({ kind: 'sent', accounting: { accepted: 400, waiting: 0 } });
    expectOneMailEach(400);
  });
});

describe('mailing those who did not get it', () => {
  const address = (reader: number) => `delivered+reader${reader}@resend.dev`;
  const refused = [2, 150];

  /** 200 were stopped, and these two refused by the provider. */
  async function partlySent(): Promise<void> {
    const addresses = refused.map(address);
    const faults = Array.from({ length: AT_ONCE }, () => ({ kind: 'rejectRecipients' as const, addresses }));
    const { sending } = await midway({ fake: { faults } });
    await stopSending(rig.store, byAnn);
    calls.letGo();
    expect(await sending).toMatchObject({ kind: 'sent', accounting: { accepted: 398, rejected: 2, waiting: 200 } });
  }

  test('gives the refused and the stopped exactly one mail, and nobody else a second one', async () => {
    await partlySent();
    expect(await sendToUnmailed(rig.store, byAnn)).toEqual({ kind: 'done', readers: 202 });
    expect(await onwards()).toMatchObject({
      kind: 'sent',
      accounting: { audience: READERS, accepted: READERS, rejected: 0, waiting: 0 },
    });
    expectOneMailEach(READERS);
  });

  test('puts the refused into a batch of their own, under a key that was never used', async () => {
    await partlySent();
    const used = keys();
    await sendToUnmailed(rig.store, byAnn);
    await onwards();
    const [mail] = rig.fake.mailsTo(address(2));
    expect(mail?.key).toBe('issue/2026-W47/batch/7');
    expect(used).not.toContain(mail?.key);
    expect(rig.fake.mailsTo(address(150))[0]?.key).toBe(mail?.key);
  });

  test('does not mail who left meanwhile, refused or stopped, and counts them as such', async () => {
    await partlySent();
    await unsubscribe(rig.store, 150, 'by the link', START.toISOString());
    await unsubscribe(rig.store, 580, 'by the link', START.toISOString());
    await rig.store.updateTable('subscribers').set({ status: 'suppressed' }).where('id', '=', 581).execute();
    await sendToUnmailed(rig.store, byAnn);
    expect(await onwards()).toMatchObject({
      kind: 'sent',
      accounting: { audience: READERS, accepted: READERS - 3, unsubscribed: 2, suppressed: 1, waiting: 0 },
    });
    for (const gone of [150, 580, 581]) expect(rig.fake.mailsTo(address(gone))).toEqual([]);
    expectOneMailEach(READERS - 3);
  });

  test('is refused when everybody was mailed: the issue stays sent', async () => {
    rig = await aSendingRig({ readers: 3 });
    await rig.send();
    expect(await sendToUnmailed(rig.store, byAnn)).toEqual({ kind: 'not-now' });
    expect(await stateNow()).toBe('sent');
    expect(await accounting()).toMatchObject({ accepted: 3 });
  });
});
