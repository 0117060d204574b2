import { afterEach, describe, expect, test } from 'vitest';
import { findIssue } from '#issue/issue-queries.ts';
import { addressSchema } from '#subscribers/address.ts';
import { parseReaderToken } from '#subscribers/reader-token.ts';
import { insertActiveSubscribers, unsubscribe } from '#subscribers/subscriber-queries.ts';
import { aDraft, anApprovedIssue } from '../builders/issue-builders.ts';
import { aSendingRig, type Rig, SECRET } from '../builders/sending-rig.ts';
import { aStore } from '../builders/store-builders.ts';
import { onSends } from '../fakes/fake-resend.ts';

let rig: Rig;
afterEach(() => rig.end());

const onceEach = (readers: number) =>
  Array.from({ length: readers }, (_, index) => [`delivered+reader${index + 1}@resend.dev`, 1] as const);

describe('sending an approved issue', () => {
  test('gives every active reader exactly one mail and accounts for all of them', async () => {
    rig = await aSendingRig({ readers: 250 });
    const sent = await rig.send();
    expect(sent).toMatchObject({ kind: 'sent', accounting: { audience: 250, accepted: 250, waiting: 0, unknown: 0 } });
    expect([...rig.mailsByAddress()].sort()).toEqual(onceEach(250).toSorted());
    expect((await findIssue(rig.store, aDraft().name))?.state).toBe('sent');
  });

  test('puts at most a hundred mails into a call, each call under its own key', async () => {
    rig = await aSendingRig({ readers: 250 });
    await rig.send();
    const keys = rig.fake.sends.map(({ key }) => key).toSorted();
    expect(keys).toEqual(['issue/2026-W47/batch/1', 'issue/2026-W47/batch/2', 'issue/2026-W47/batch/3']);
    const sizes = Map.groupBy(rig.fake.accepted, ({ key }) => key);
    expect([...sizes.values()].map((mails) => mails.length).toSorted((a, b) => a - b)).toEqual([50, 100, 100]);
  });

  test('carries the ways out, the list and the delivery in headers and tags', async () => {
    rig = await aSendingRig({ readers: 2 });
    await rig.send();
    const mail = rig.fake.mailsTo('delivered+reader2@resend.dev')[0]!;
    const [, token = ''] =
      /<https:\/\/verdicts\.example\/unsubscribe\/([^>]+)>, <mailto:[^>]+>/.exec(
        mail.headers['List-Unsubscribe'] ?? '',
      ) ?? [];
    expect(parseReaderToken(SECRET, token)).toEqual({ subscriberId: 2, issueId: 1 });
    expect(mail.headers).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': 'Weekly AI Tool Verdicts <weekly-verdicts.verdicts.example>',
    });
    expect(mail.tags).toEqual([
      { name: 'issue', value: '2026-W47' },
      { name: 'delivery', value: '1-2' },
    ]);
    expect(mail.html).toContain(`/unsubscribe/${token}`);
    expect(mail.text).toContain(`/unsubscribe/${token}`);
    expect(`${mail.html}${mail.text}`).not.toContain('%%');
  });

  test('sends nothing more when it is run again', async () => {
    rig = await aSendingRig({ readers: 5 });
    await rig.send();
    const again = await rig.send();
    expect(again).toMatchObject({ kind: 'not-sendable', issue: { state: 'sent' } });
    expect(rig.fake.accepted).toHaveLength(5);
  });

  test('refuses one address without costing the others', async () => {
    rig = await aSendingRig({
      readers: 4,
      fake: { faults: [{ kind: 'rejectRecipients', addresses: ['delivered+reader2@resend.dev'] }] },
    });
    const sent = await rig.send();
    expect(sent).toMatchObject({ kind: 'sent', accounting: { audience: 4, accepted: 3, rejected: 1 } });
    const rows = await rig.store
      .selectFrom('deliveries')
      .select(['subscriber_id', 'email_id', 'outcome'])
      .orderBy('subscriber_id')
      .execute();
    expect(rows.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected', 'accepted', 'accepted']);
    for (const { subscriber_id, email_id } of rows.filter(({ email_id }) => email_id)) {
      expect(rig.fake.accepted.find(({ id }) => id === email_id)?.to).toEqual([
        `delivered+reader${subscriber_id}@resend.dev`,
      ]);
    }
  });

  test('leaves out who left after the freeze and before the first attempt, and counts them', async () => {
    rig = await aSendingRig({ readers: 150, fake: { faults: onSends('dailyQuota') } });
    expect(await rig.send()).toMatchObject({ kind: 'stopped', accounting: { waiting: 150 } });
    rig.fake.script([]);
    await unsubscribe(rig.store, 120, 'by the link', '2026-11-17T09:30:00.000Z');
    await rig.store.updateTable('subscribers').set({ status: 'suppressed' }).where('id', '=', 121).execute();
    await rig.store.deleteFrom('subscribers').where('id', '=', 122).execute();
    const sent = await rig.send();
    expect(sent).toMatchObject({
      kind: 'sent',
      accounting: { audience: 150, accepted: 147, unsubscribed: 2, suppressed: 1 },
    });
    for (const gone of [120, 121, 122]) expect(rig.fake.mailsTo(`delivered+reader${gone}@resend.dev`)).toEqual([]);
  });

  test('does not take in who signed up after the freeze', async () => {
    rig = await aSendingRig({ readers: 2, fake: { faults: ['dailyQuota'] } });
    await rig.send();
    const late = addressSchema.parse('late@resend.dev');
    await insertActiveSubscribers(
      rig.store,
      [{ address: late, name: null, consentSource: 'test', consentAt: '2026-11-17T09:10:00.000Z' }],
      '2026-11-17T09:10:00.000Z',
    );
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { audience: 2, accepted: 2 } });
    expect(rig.fake.mailsTo(late)).toEqual([]);
  });
});

describe('what must not be sent', () => {
  test('a draft waits for an editor when approval is required', async () => {
    rig = await aSendingRig({ issue: aDraft() });
    expect(await rig.send()).toMatchObject({ kind: 'needs-approval', because: 'no editor has approved it' });
    expect(rig.fake.requests).toEqual([]);
  });

  test('a draft whose checks pass goes out when approval is automatic', async () => {
    rig = await aSendingRig({ issue: aDraft() });
    expect(await rig.send({ approval: 'auto' })).toMatchObject({ kind: 'sent' });
  });

  test('a draft with an error in its checks does not go out, automatic or not', async () => {
    rig = await aSendingRig({ issue: aDraft({ subject: 'far too long '.repeat(9) }) });
    expect(await rig.send({ approval: 'auto' })).toMatchObject({
      kind: 'checks-failed',
      findings: [{ check: 'subject', level: 'error' }],
    });
    expect(rig.fake.requests).toEqual([]);
  });

  test('an approval given for other bytes is void, and the issue is a draft again', async () => {
    rig = await aSendingRig({ issue: anApprovedIssue('the hash of something else') });
    expect(await rig.send()).toMatchObject({
      kind: 'needs-approval',
      because: expect.stringContaining('is not what would be sent now'),
    });
    expect((await findIssue(rig.store, aDraft().name))?.state).toBe('draft');
  });

  test('an issue without readers stays as it is', async () => {
    rig = await aSendingRig({ readers: 0 });
    expect(await rig.send()).toEqual({ kind: 'nobody-to-mail' });
    expect((await findIssue(rig.store, aDraft().name))?.state).toBe('approved');
  });

  test('a second sender beside a living one says so and sends nothing', async () => {
    const store = await aStore();
    rig = await aSendingRig({ readers: 150, store, fake: { faults: [{ kind: 'slow', ms: 150 }] } });
    const other = { host: 'other-host', pid: 1, id: 'sender-2' };
    const [first, second] = await Promise.all([rig.send(), rig.send({ holder: other })]);
    expect([first.kind, second.kind].toSorted()).toEqual(['sent', 'somebody-else-sends']);
    expect(rig.fake.accepted).toHaveLength(150);
  });
});
