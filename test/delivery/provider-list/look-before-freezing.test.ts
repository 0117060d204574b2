import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { approveDraft } from '#delivery/approve-week.ts';
import type { SendWeekPorts } from '#delivery/send-week.ts';
import type { ApprovedIssue, DraftIssue, HeldIssue } from '#issue/issue.ts';
import { BY_SCHEDULE } from '#issue/issue-change.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { findIssue, replaceIssue } from '#issue/issue-queries.ts';
import { hold, release } from '#issue/issue-steps.ts';
import { readyMail } from '#rendering/ready-mail.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { database } from '../../builders/databases.ts';
import { aDraft, byTest } from '../../builders/issue-builders.ts';
import { restoredCopy } from '../../builders/restored-copy.ts';
import { aSendingRig, mailSettings, type Rig, START } from '../../builders/sending-rig.ts';
import { scratchFolder } from '../../store/scratch-folder.ts';

const NAME = aDraft().name;
const HOUR_MS = 3_600_000;
const READERS = 3;

let rig: Rig;
afterEach(() => rig.end());

const mailsEach = () => [...rig.mailsByAddress().values()];
const lists = () => rig.fake.requests.filter(({ path, method }) => method === 'GET' && path === '/emails');

/** An issue sent from a file, and a copy of that file from the hour before, put back. */
async function sentAndPutBack(fake: { keyMaySendOnly?: boolean } = {}): Promise<Store> {
  const store = await openStore(`${await scratchFolder()}/verdicts.sqlite`);
  rig = await aSendingRig({ readers: READERS, store, fake });
  const copy = await restoredCopy(store);
  rig.advance(HOUR_MS);
  expect(await rig.send()).toMatchObject({ kind: 'sent' });
  return copy;
}

/** What an editor does on the copy. */
async function approve(store: Store, draft: DraftIssue): Promise<void> {
  const yes = { editor: 'ann@example.org', now: rig.fake.now(), today: plainDate('2026-11-17') };
  expect(await approveDraft({ store, mail: mailSettings, readyMail }, draft, yes)).toMatchObject({ kind: 'approved' });
}

describe.runIf(database === 'sqlite')('a copy from before the freeze', () => {
  test.each([1, 25])('put back %i hours after the send is held, and nobody is mailed', async (hours) => {
    const copy = await sentAndPutBack();
    rig.advance(hours * HOUR_MS);
    const sends = rig.fake.sends.length;
    expect(await rig.send({ store: copy })).toMatchObject({ kind: 'mailed-before', mails: READERS });
    expect(rig.fake.sends).toHaveLength(sends);
    const reason =
      'the provider’s list has 3 mails of it already, the newest of 2026-11-17T10:00:00.000Z, and this database knows of none: it looks like an older copy that was put back. Put back a newer one or skip the issue; release it only if those mails are not to count';
    expect(await findIssue(copy, NAME)).toMatchObject({ state: 'held', decidedBy: 'schedule', reason });
    expect((await historyOf(copy, NAME))[0]).toMatchObject({ who: 'the sender', act: 'held', note: reason });
    expect(await rig.send({ store: copy })).toMatchObject({ kind: 'not-sendable' });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });

  test('is held as well when it needs no editor', async () => {
    const copy = await sentAndPutBack();
    rig.advance(25 * HOUR_MS);
    expect(await rig.send({ store: copy, approval: 'auto' })).toMatchObject({ kind: 'mailed-before' });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });

  test('is held as well when its issue was composed anew, under another subject than the one that went out', async () => {
    const copy = await sentAndPutBack();
    rig.advance(2 * HOUR_MS);
    const approved = await findIssue(copy, NAME);
    const anew = { ...aDraft({ subject: 'Gamma or Delta?' }), composedAt: rig.fake.now().toISOString() };
    await replaceIssue(copy, approved!, anew, byTest);
    await approve(copy, anew);
    expect(await rig.send({ store: copy })).toMatchObject({ kind: 'mailed-before', mails: READERS });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });

  test('goes out once an editor has released it and approved it again: then those mails do not count', async () => {
    const copy = await sentAndPutBack();
    rig.advance(25 * HOUR_MS);
    await rig.send({ store: copy });
    rig.advance(HOUR_MS);
    const held = (await findIssue(copy, NAME)) as HeldIssue & DraftIssue;
    const released = release(held);
    await replaceIssue(copy, held, released, { who: 'ann@example.org', act: 'released', at: rig.fake.now() });
    expect(await rig.send({ store: copy })).toMatchObject({ kind: 'needs-approval' });
    await approve(copy, released);
    expect(await rig.send({ store: copy })).toMatchObject({ kind: 'sent' });
    expect(mailsEach()).toEqual([2, 2, 2]);
  });

  test('released for another reason is held all the same: nobody has seen this one', async () => {
    const copy = await sentAndPutBack();
    rig.advance(25 * HOUR_MS);
    const approved = (await findIssue(copy, NAME)) as ApprovedIssue;
    const held = hold(approved, 'its time passed while nothing was running', 'schedule');
    await replaceIssue(copy, approved, held, { who: BY_SCHEDULE, act: 'held', at: rig.fake.now() });
    const draft = release(held as HeldIssue & DraftIssue);
    await replaceIssue(copy, held, draft, { who: 'ann@example.org', act: 'released', at: rig.fake.now() });
    await approve(copy, draft);
    expect(await rig.send({ store: copy })).toMatchObject({ kind: 'mailed-before' });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });

  test('with a key that may only send is protected by the keys of its batches for a day', async () => {
    const copy = await sentAndPutBack({ keyMaySendOnly: true });
    rig.advance(22 * HOUR_MS);
    expect(await rig.send({ store: copy })).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });
});

describe('an issue that never went out', () => {
  beforeEach(async () => {
    rig = await aSendingRig({ readers: READERS });
  });

  const submit = (subject: string, tags: { name: string; value: string }[], from = mailSettings.from) =>
    fetch(`${rig.fake.url}/emails`, {
      method: 'POST',
      body: JSON.stringify({ from, to: 'delivered+reader1@resend.dev', subject, text: 'x', tags }),
      headers: { authorization: 'Bearer re_test', 'content-type': 'application/json', 'user-agent': 'somebody else' },
    });

  test('is looked up with one page of the list, and then goes out', async () => {
    expect(await rig.send()).toMatchObject({ kind: 'sent' });
    expect(rig.fake.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /emails',
      'POST /emails/batch',
    ]);
  });

  test('is not held by other mails of ours, of whatever subject: last week’s, a test, a confirmation', async () => {
    const { subject } = aDraft().content;
    await submit(subject, [{ name: 'issue', value: '2026-W46' }]);
    await submit(`[Test] ${subject}`, [{ name: 'test', value: NAME }]);
    await submit('Is this you?', [{ name: 'personal-mail', value: 'confirm' }]);
    await submit(subject, [], 'shop@elsewhere.example');
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
  });

  test('is asked about by two mails of each subject, however many there are', async () => {
    for (let mail = 0; mail < 30; mail += 1) await submit('Is this you?', []);
    expect(await rig.send()).toMatchObject({ kind: 'sent' });
    expect(rig.fake.requests.filter(({ path }) => /^\/emails\/(?!batch)/.test(path))).toHaveLength(2);
  });

  test('is found among mails of the same subject whether these came before or after it', async () => {
    const { subject } = aDraft().content;
    await submit(subject, [{ name: 'issue', value: NAME }]);
    await submit(subject, [{ name: 'issue', value: '2026-W47-special-1' }]);
    expect(await rig.send()).toMatchObject({ kind: 'mailed-before', mails: 2 });
  });
});

describe('a list that cannot be read', () => {
  const approved = async () => expect((await findIssue(rig.store, NAME))?.state).toBe('approved');
  const interrupted = async (changes: Partial<SendWeekPorts> = {}) => {
    expect(await rig.send(changes)).toMatchObject({ kind: 'interrupted' });
    expect(rig.fake.sends).toEqual([]);
    await approved();
  };

  test('because the key may only send keeps nothing from going out, and it is said', async () => {
    rig = await aSendingRig({ readers: READERS, fake: { keyMaySendOnly: true } });
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    expect(rig.events.filter(({ kind }) => kind === 'note')).toEqual([
      {
        kind: 'note',
        words:
          'the API key may only send, so the provider’s list cannot be read with it: whether 2026-W47 went out before is not known',
      },
    ]);
  });

  test('because the provider is silent is asked for some times; then nothing is frozen, and a later run goes on', async () => {
    rig = await aSendingRig({ readers: READERS, fake: { faults: () => 'resetBeforeAccept' } });
    await interrupted();
    expect(lists()).toHaveLength(7);
    expect(await rig.store.selectFrom('batches').selectAll().execute()).toEqual([]);
    rig.fake.script([]);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
    expect(mailsEach()).toEqual([1, 1, 1]);
  });

  test('because the account is refused keeps the issue from being frozen', async () => {
    rig = await aSendingRig({ readers: READERS, fake: { faults: () => 'unauthorized' } });
    expect(await rig.send()).toMatchObject({ because: expect.stringContaining('403 invalid_api_key') });
    await interrupted();
  });

  test('because somebody stops it, or another process took over, keeps it from being frozen', async () => {
    rig = await aSendingRig({ readers: READERS });
    await interrupted({ stop: AbortSignal.abort() });
    const thief = { host: 'other-host', pid: 1, id: 'thief' };
    rig.fake.script(() => 'resetBeforeAccept');
    const steals = () =>
      rig.store
        .updateTable('leases')
        .set({ holder: JSON.stringify(thief), expires_at: new Date(START.getTime() + 999_000).toISOString() })
        .execute();
    await interrupted({ wait: async () => void (await steals()) });
    expect(lists()).toHaveLength(1);
  });
});
