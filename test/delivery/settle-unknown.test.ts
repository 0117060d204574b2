import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountingOfIssue, batchProblems } from '#delivery/accounting-queries.ts';
import { receiveEvent } from '#delivery/provider-events/receive-event.ts';
import { settleUnknown } from '#delivery/steer-sending.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { aSendingRig, type Rig } from '../builders/sending-rig.ts';
import { onSends } from '../fakes/fake-resend.ts';
import type { Fault } from '../fakes/resend/faults.ts';

const NAME = aDraft().name;
const READERS = 3;
const DAY_MS = 24 * 3_600_000;

let rig: Rig;
afterEach(() => rig.end());

/** An issue that is sent, of whose deliveries nobody knows more than that the provider was called. */
async function unknownAfter(fault: Fault, keyMaySendOnly = false): Promise<void> {
  rig = await aSendingRig({ readers: READERS, fake: { faults: onSends(fault), keyMaySendOnly } });
  await rig.send();
  rig.advance(DAY_MS);
  rig.fake.script([]);
  expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { unknown: READERS } });
}

const settle = (decision: Parameters<typeof settleUnknown>[2]) =>
  settleUnknown(rig.store, { name: NAME, who: 'ann@example.org', at: rig.fake.now() }, decision);
const accounting = async () => accountingOfIssue(rig.store, await issueId(rig.store, NAME));
const mailsEach = () => [...rig.mailsByAddress().values()];
const editors = async () =>
  (await historyOf(rig.store, NAME))
    .filter(({ act }) => act === 'settled the unknown of')
    .map(({ who, note }) => ({ who, note }));

describe('“they got it”', () => {
  beforeEach(() => unknownAfter('resetBeforeAccept'));

  test('counts them as accepted and mails nobody', async () => {
    const before = rig.fake.requests.length;
    expect(await settle('they got it')).toEqual({ kind: 'done', readers: READERS });
    expect(await accounting()).toMatchObject({ audience: READERS, accepted: READERS, unknown: 0, waiting: 0 });
    expect(await rig.send()).toMatchObject({ kind: 'not-sendable', issue: { state: 'sent' } });
    expect(rig.fake.requests).toHaveLength(before);
    expect(mailsEach()).toEqual([]);
  });

  test('leaves no batch behind that something is wrong with, and none of the addresses it kept for a retry', async () => {
    await settle('they got it');
    expect(await batchProblems(rig.store, await issueId(rig.store, NAME))).toEqual([]);
    expect(await rig.store.selectFrom('batches').select('state').execute()).toEqual([{ state: 'settled' }]);
    expect(await rig.store.selectFrom('frozen_attempts').selectAll().execute()).toEqual([]);
  });

  test('stands in the history with the editor’s name and the number of readers', async () => {
    await settle('they got it');
    expect(await editors()).toEqual([{ who: 'ann@example.org', note: 'they got it: 3 readers' }]);
  });

  test('is refused a second time, when nothing is unknown any more', async () => {
    await settle('they got it');
    expect(await settle('they got it')).toEqual({ kind: 'not-now' });
    expect(await settle('send again')).toEqual({ kind: 'not-now' });
    expect(await editors()).toHaveLength(1);
    expect((await findIssue(rig.store, NAME))?.state).toBe('sent');
  });
});

describe('“send again”', () => {
  test('gives those who had got nothing their one mail', async () => {
    await unknownAfter('resetBeforeAccept');
    expect(await settle('send again')).toEqual({ kind: 'done', readers: READERS });
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS, unknown: 0, waiting: 0 } });
    expect(mailsEach()).toEqual([1, 1, 1]);
    expect(await editors()).toEqual([{ who: 'ann@example.org', note: 'send again: 3 readers' }]);
  });

  test('spares whoever the provider’s list proves to have got it', async () => {
    await unknownAfter('lostAfterAccept');
    expect(await settle('send again')).toEqual({ kind: 'done', readers: READERS });
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS, unknown: 0, waiting: 0 } });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });

  test('with a key that may not read that list goes under a key that was never used, so whoever had got it gets it twice', async () => {
    await unknownAfter('lostAfterAccept', true);
    await settle('send again');
    await rig.send();
    expect(mailsEach()).toEqual([2, 2, 2]);
    expect(new Set(rig.fake.accepted.map(({ key }) => key))).toEqual(
      new Set(['issue/2026-W47/batch/1', 'issue/2026-W47/batch/2/2']),
    );
  });
});

describe('an event that comes late', () => {
  const tell = async (reader: number) => {
    const [mail] = rig.fake.mailsTo(`delivered+reader${reader}@resend.dev`);
    if (!mail) throw new Error(`reader ${reader} got nothing`);
    const { id, body } = rig.fake
      .events({ url: 'http://unused.test', secret: `whsec_${Buffer.from('of no weight here').toString('base64')}` })
      .prepare({ mail, event: 'delivered' });
    await receiveEvent(rig.store, id, body, rig.fake.now());
  };

  // The list would spare them all.
  beforeEach(() => unknownAfter('lostAfterAccept', true));

  test('settles an unknown delivery without an editor', async () => {
    await tell(2);
    expect(await accounting()).toMatchObject({ accepted: 1, unknown: 2, ofAccepted: { delivered: 1 } });
    for (const reader of [1, 3]) await tell(reader);
    expect(await accounting()).toMatchObject({ accepted: READERS, unknown: 0 });
    expect(await editors()).toEqual([]);
    expect(await settle('send again')).toEqual({ kind: 'not-now' });
  });

  test('leaves to the editor only those it did not settle: they alone are mailed again', async () => {
    await tell(2);
    expect(await settle('send again')).toEqual({ kind: 'done', readers: 2 });
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    expect(mailsEach()).toEqual([2, 1, 2]);
  });

  test('spares a reader the second mail also after the editor said to send again', async () => {
    await settle('send again');
    await tell(2);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    expect(mailsEach()).toEqual([2, 1, 2]);
  });
});
