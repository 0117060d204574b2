import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { receiveEvent } from '#delivery/provider-events/receive-event.ts';
import { settleUnknown } from '#delivery/steer-sending.ts';
import { issueId } from '#issue/issue-queries.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { aSendingRig, type Rig } from '../builders/sending-rig.ts';
import { onSends } from '../fakes/fake-resend.ts';

const NAME = aDraft().name;
const HOUR_MS = 3_600_000;
const READERS = 3;
const WEBHOOK = { url: 'http://unused.test', secret: `whsec_${Buffer.from('of no weight here').toString('base64')}` };

let rig: Rig;
afterEach(() => rig.end());

const accounting = async () => accountingOfIssue(rig.store, await issueId(rig.store, NAME));
const settle = (decision: Parameters<typeof settleUnknown>[2]) =>
  settleUnknown(rig.store, { name: NAME, who: 'ann@example.org', at: rig.fake.now() }, decision);
const mailsEach = () => [...rig.mailsByAddress().values()];

/** Runs until nothing moves, as the schedule does. */
async function everyRun(): Promise<void> {
  for (let run = 0; run < 3; run += 1) await rig.send({ leavesPaused: true });
}

// The provider's clock may stand a little behind ours or before it: its key lives for 24 hours, we trust it for 23.
describe.each([
  ['23 hours', 23 * HOUR_MS],
  ['23 hours and 59 minutes', 24 * HOUR_MS - 60_000],
  ['24 hours', 24 * HOUR_MS],
  ['25 hours', 25 * HOUR_MS],
])('a batch that was accepted and never answered, %s after its first call', (_, ms) => {
  beforeEach(async () => {
    rig = await aSendingRig({ readers: READERS, fake: { faults: onSends('lostAfterAccept') } });
    expect(await rig.send()).toMatchObject({ kind: 'stopped', result: { kind: 'interrupted' } });
    rig.fake.script([]);
    rig.advance(ms);
  });

  test('is never sent again by itself', async () => {
    const sends = rig.fake.sends.length;
    await everyRun();
    expect(rig.fake.sends).toHaveLength(sends);
    expect(await accounting()).toMatchObject({ accepted: 0, unknown: READERS, waiting: 0 });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });

  test('is settled by the tags of its webhooks, reader by reader', async () => {
    await everyRun();
    const [first, ...others] = rig.fake.accepted;
    for (const [index, mail] of [first!, ...others].entries()) {
      const { id, body } = rig.fake.events(WEBHOOK).prepare({ mail, event: 'delivered' });
      await receiveEvent(rig.store, id, body, rig.fake.now());
      expect(await accounting()).toMatchObject({ accepted: index + 1, unknown: READERS - index - 1 });
    }
    expect(await rig.store.selectFrom('batches').select('state').execute()).toEqual([{ state: 'settled' }]);
  });

  test('is settled by the provider’s list', async () => {
    await everyRun();
    expect(await rig.ask()).toMatchObject({ kind: 'read', found: READERS, missing: 0 });
    expect(await accounting()).toMatchObject({ accepted: READERS, unknown: 0 });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });

  test('is settled by an editor who says that they got it', async () => {
    await everyRun();
    expect(await settle('they got it')).toEqual({ kind: 'done', readers: READERS });
    await everyRun();
    expect(await accounting()).toMatchObject({ accepted: READERS, unknown: 0 });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });

  test('is settled by an editor who says to send again, and the provider’s list spares who got it', async () => {
    await everyRun();
    expect(await settle('send again')).toEqual({ kind: 'done', readers: READERS });
    await everyRun();
    expect(await accounting()).toMatchObject({ accepted: READERS, unknown: 0, waiting: 0 });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });
});

test('until 23 hours have passed it is asked for again under the same key, and nobody gets two', async () => {
  rig = await aSendingRig({ readers: READERS, fake: { faults: onSends('lostAfterAccept'), keyMaySendOnly: true } });
  await rig.send();
  rig.fake.script([]);
  rig.advance(23 * HOUR_MS - 1);
  await everyRun();
  expect(new Set(rig.fake.sends.map(({ key }) => key)).size).toBe(1);
  expect(await accounting()).toMatchObject({ accepted: READERS, unknown: 0 });
  expect(mailsEach()).toEqual([1, 1, 1]);
});
