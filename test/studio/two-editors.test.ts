import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { historyOf } from '#issue/issue-change-queries.ts';
import { replaceIssue } from '#issue/issue-queries.ts';
import { week } from '../builders/issue-builders.ts';
import { sending } from '../issue/every-state.ts';
import { type ADesk, aDesk, DESK, leadsTo } from './a-desk.ts';
import { ANN, BOB } from './a-studio.ts';
import { filled, readPage } from './read-page.ts';

let desk: ADesk;
beforeEach(async () => {
  desk = await aDesk({ settings: { TIME_ZONE: 'Europe/Berlin' } });
});
afterEach(() => desk.end());

const acts = async () => (await historyOf(desk.app.store, week('2026-W47'))).map(({ who, act }) => `${who} ${act}`);

describe('Two editors at once', () => {
  test('the second sees both edits, saves them together, and nothing is lost', async () => {
    const bob = await desk.signedIn(BOB);
    const form = (await desk.open()).form('#desk');
    await desk.save({ subject: 'By Bob', note: 'By Bob.' }, bob);
    const answer = await desk.ann.post(`${DESK}/save`, filled(form, { preheader: 'By Ann', note: 'By Ann.' }));
    expect(answer.status).toBe(409);
    const page = readPage(await answer.text());
    expect(page.text('.message.problem')).toContain(`those of ${BOB}, with yours on top`);
    expect(page.all('.message tbody tr')).toEqual(['Editor’s noteBy Bob.By Ann.']);
    const merged = page.form('#desk');
    expect(new Map(merged).get('subject')).toBe('By Bob');
    expect(leadsTo(await desk.ann.post(`${DESK}/save`, merged))).toBe(`${DESK}?done=saved`);
    expect(await desk.stored()).toMatchObject({
      content: { subject: 'By Bob', preheader: 'By Ann', note: 'By Ann.' },
    });
    expect(await acts()).toEqual([`${ANN} edited`, `${BOB} edited`, 'editor@example.org composed']);
  });

  test('the merge that is not saved is neither approved', async () => {
    const form = (await desk.open()).form('#desk');
    await desk.save({ note: 'By Bob.' }, await desk.signedIn(BOB));
    const answer = await desk.ann.post(`${DESK}/save`, filled(form, { note: 'By Ann.' }));
    const approve = readPage(await answer.text()).form('#approve');
    expect((await desk.press('approve', Object.fromEntries(approve))).status).toBe(409);
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });

  test('a save after sending began leads back, and changes nothing', async () => {
    const form = (await desk.open()).form('#desk');
    const before = await desk.stored();
    await replaceIssue(desk.app.store, before!, sending, { who: BOB, act: 'froze', at: new Date() });
    expect(leadsTo(await desk.ann.post(`${DESK}/save`, filled(form, { note: 'Late.' })))).toBe(DESK);
    expect(await desk.stored()).toEqual(sending);
  });
});
