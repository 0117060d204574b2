import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { historyOf } from '#issue/issue-change-queries.ts';
import { week } from '../builders/issue-builders.ts';
import { type ADesk, aDesk, DESK, leadsTo } from './a-desk.ts';
import { ANN, BOB } from './a-studio.ts';
import { readPage } from './read-page.ts';

let desk: ADesk;
beforeEach(async () => {
  desk = await aDesk();
});
afterEach(() => desk.end());

const latest = async () => (await historyOf(desk.app.store, week('2026-W47')))[0];
const seenHash = async () => new Map((await desk.open()).form('#approve')).get('hash') ?? '';
const approve = async () => desk.press('approve', { hash: await seenHash() });

describe('Approving', () => {
  test('binds an editor’s yes to what they saw: the bytes, how many readers, when', async () => {
    const hash = await seenHash();
    expect(leadsTo(await approve())).toBe(`${DESK}?done=approved`);
    expect(await desk.stored()).toMatchObject({
      state: 'approved',
      approval: { editor: ANN, hash, audience: 3, sendsAt: '2026-11-17T09:00:00.000Z', at: '2026-11-16T12:00:00.000Z' },
    });
    expect(await latest()).toMatchObject({ who: ANN, act: 'approved', note: `hash ${hash}` });
  });

  test('is refused when it is not what the editor saw any more', async () => {
    const hash = await seenHash();
    await desk.save({ note: 'By Bob.' }, await desk.signedIn(BOB));
    const answer = await desk.press('approve', { hash });
    expect(answer.status).toBe(409);
    const page = readPage(await answer.text());
    expect(page.text('.message')).toContain('It is not what you looked at any more');
    expect(new Map(page.form('#desk')).get('note')).toBe('By Bob.');
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });

  test('is refused when the sender became another since the editor saw it', async () => {
    const hash = await seenHash();
    desk.app.mail.from = 'Somebody Else <else@verdicts.example>';
    expect((await desk.press('approve', { hash })).status).toBe(409);
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });

  test.each(['', 'x', 'f'.repeat(64)])('is refused with a hash of somebody’s own making: %j', async (hash) => {
    expect((await desk.press('approve', { hash })).status).toBe(409);
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });

  test('is refused without a hash', async () => {
    expect((await desk.press('approve')).status).toBe(422);
    expect((await desk.press('approve', { hash: 'x'.repeat(101) })).status).toBe(422);
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });

  test('is refused while a check finds an error, which is named', async () => {
    await desk.save({ subject: '' });
    const page = await desk.open();
    expect(page.attribute('#approve button', 'disabled')).toBeDefined();
    expect(page.text('#approve')).toContain('1 error stand');
    const answer = await approve();
    expect(answer.status).toBe(409);
    expect(readPage(await answer.text()).text('.message .findings .error')).toContain('subject');
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });

  test('twice at the same moment approves once', async () => {
    const hash = await seenHash();
    const answers = await Promise.all([1, 2].map(() => desk.press('approve', { hash })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect(await historyOf(desk.app.store, week('2026-W47'))).toHaveLength(2);
  });
});

describe('An approval', () => {
  beforeEach(async () => {
    await approve();
  });

  test('is void after an edit, which says so on the desk and in the history', async () => {
    expect(leadsTo(await desk.save({ note: 'One more word.' }))).toBe(`${DESK}?done=saved-void`);
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
    expect((await desk.open(`${DESK}?done=saved-void`)).text('.message')).toContain('is void: approve it again');
    expect((await latest())?.note).toBe(`the approval by ${ANN} is void`);
  });

  test('stands when nothing was changed', async () => {
    await desk.save();
    expect(await desk.stored()).toMatchObject({ state: 'approved' });
  });

  test('is void after another time of sending', async () => {
    await desk.save({ sendAt: '2026-11-18T09:00' });
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });

  test('can be withdrawn', async () => {
    expect(leadsTo(await desk.press('withdraw'))).toBe(`${DESK}?done=withdrawn`);
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
    expect(await latest()).toMatchObject({ who: ANN, act: 'withdrew the approval of' });
  });

  test('no longer fits when the sender became another, and then offers no sending', async () => {
    expect((await desk.open()).text('#approve h2')).toBe('Approved');
    desk.app.mail.from = 'Somebody Else <else@verdicts.example>';
    const page = await desk.open();
    expect(page.text('#approve h2')).toBe('The approval no longer fits');
    expect(page.all('#approve button')).toEqual(['Withdraw the approval']);
    expect((await desk.open('/studio')).text('.need')).toBe('the approval is for other bytes than would be sent');
  });

  test('lets an editor send at once what was approved, and nothing else', async () => {
    await desk.press('send', { hash: 'f'.repeat(64) });
    expect(desk.begun).toEqual([]);
    const hash = new Map((await desk.open()).form('#approve')).get('hash') ?? '';
    await desk.press('send', { hash });
    expect(desk.begun).toEqual(['2026-W47']);
  });

  test('is gone when the issue is held, and does not come back with its release', async () => {
    await desk.press('hold', { reason: 'a call' });
    await desk.press('release');
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });
});

test('A draft that nobody approved is not sent', async () => {
  await desk.press('send', { hash: await seenHash() });
  expect(desk.begun).toEqual([]);
});
