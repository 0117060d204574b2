import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Issue } from '#issue/issue.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { aDraft, byTest, week } from '../builders/issue-builders.ts';
import { type ADesk, aDesk, DESK, leadsTo } from './a-desk.ts';
import { ANN, aStudio, BOB, FRIDAY } from './a-studio.ts';
import { readPage } from './read-page.ts';

let desk: ADesk;
beforeEach(async () => {
  desk = await aDesk();
});
afterEach(() => desk.end());

const latest = async () => (await historyOf(desk.app.store, week('2026-W47')))[0];
const seenHash = async () => new Map((await desk.open()).form('#approve')).get('hash') ?? '';
const approve = async () => desk.press('approve', { hash: await seenHash() });

describe('Holding, releasing and skipping', () => {
  test('hold an issue with a reason, until it is released', async () => {
    expect(leadsTo(await desk.press('hold', { reason: ' waits for a call ' }))).toBe(`${DESK}?done=held`);
    expect(await desk.stored()).toMatchObject({ state: 'held', reason: 'waits for a call', decidedBy: 'editor' });
    expect(await latest()).toMatchObject({ who: ANN, act: 'held', note: 'waits for a call' });
    expect((await desk.open()).text('.approve')).toContain('waits for a call');
    expect(leadsTo(await desk.press('release'))).toBe(`${DESK}?done=released`);
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });

  test('skip a week, which then says why', async () => {
    expect(leadsTo(await desk.press('skip', { reason: 'a holiday' }))).toBe(`${DESK}?done=skipped`);
    expect(await desk.stored()).toMatchObject({ state: 'skipped', reason: 'a holiday', decidedBy: 'editor' });
    expect((await desk.open()).text('main')).toContain('a holiday');
  });

  test.each(['hold', 'skip'])('need a reason of at most 300 characters: %s', async (act) => {
    for (const reason of ['', '   ', 'x'.repeat(301)])
      expect([reason, (await desk.press(act, { reason })).status]).toEqual([reason, 422]);
    expect(await desk.stored()).toMatchObject({ state: 'draft' });
  });

  test.each<[string, string, Issue['state']]>([
    ['release', 'a draft', 'draft'],
    ['withdraw', 'a draft', 'draft'],
  ])('%s does nothing to %s, and says nothing was done', async (act, _, state) => {
    expect(leadsTo(await desk.press(act, { reason: 'x' }))).toBe(DESK);
    expect(await desk.stored()).toMatchObject({ state });
    expect(await historyOf(desk.app.store, week('2026-W47'))).toHaveLength(1);
  });

  test('an approved issue is not skipped by a button that its desk does not have', async () => {
    await approve();
    expect(leadsTo(await desk.press('skip', { reason: 'x' }))).toBe(DESK);
    expect(await desk.stored()).toMatchObject({ state: 'approved' });
  });

  test.each(['hold', 'release', 'skip', 'withdraw', 'save', 'approve', 'test-send', 'restore'])(
    'a week without an issue is not harmed: %s',
    async (act) => {
      const answer = await desk.ann.post(`/studio/issues/2026-W50/${act}`, {
        reason: 'x',
        hash: 'x',
        base: 'x',
        to: ANN,
      });
      expect(leadsTo(answer)).toBe('/studio/issues/2026-W50');
      expect(await desk.stored('2026-W50')).toBeUndefined();
    },
  );
});

describe('Composing', () => {
  test('makes the week’s draft from the data, with the reasons for what is in it and what is not', async () => {
    const studio = await aStudio({ now: FRIDAY });
    const ann = await studio.signedIn();
    expect(leadsTo(await ann.post(`${DESK}/compose`))).toBe(`${DESK}?done=composed`);
    const page = readPage(await ann.page(DESK));
    expect(page.all('#lineup h2')).toHaveLength(5);
    const whys = page.all('#lineup summary');
    expect(whys).toEqual(whys.map(() => expect.stringMatching(/^Why it is here: -?[\d.]+ points$/)));
    expect(page.all('#left-out li').length).toBeGreaterThan(0);
    expect(await historyOf(studio.app.store, week('2026-W47'))).toMatchObject([{ who: ANN, act: 'composed' }]);
    await studio.end();
  });

  test('a week in which nothing is new says so, and can be composed again', async () => {
    const next = '/studio/issues/2026-W48';
    expect(leadsTo(await desk.ann.post(`${next}/compose`))).toBe(`${next}?done=composed`);
    expect(await desk.stored('2026-W48')).toMatchObject({ state: 'skipped', decidedBy: 'composing' });
    const page = await desk.open(next);
    expect(page.text('main')).toContain('nothing new');
    expect(page.text('main button')).toBe('Compose it from the data');
  });

  test('takes an edited issue anew when an editor says so; the edit stays in the history', async () => {
    await desk.save({ subject: 'By Ann' });
    await desk.press('compose');
    expect(await desk.stored()).not.toHaveProperty('editedBy');
    const changes = await historyOf(desk.app.store, week('2026-W47'));
    expect(changes.map(({ act }) => act)).toEqual(['composed', 'edited', 'composed']);
    expect(changes[1]?.content).toMatchObject({ subject: 'By Ann' });
  });

  test('does nothing to what is being sent, or to what stands beside a week, and says nothing was done', async () => {
    const sent = { ...aDraft({ week: week('2026-W46') }), state: 'sent' as const, frozenAt: 'x', sentAt: 'x' };
    const approval = { editor: ANN, hash: 'x', at: 'x' };
    await insertIssue(desk.app.store, { ...sent, approval }, byTest);
    expect(leadsTo(await desk.ann.post('/studio/issues/2026-W46/compose'))).toBe('/studio/issues/2026-W46');
    const special = '/studio/issues/2026-W47-special-1';
    expect(leadsTo(await desk.ann.post(`${special}/compose`))).toBe(special);
  });
});

test('Steps that two editors take at the same moment are each taken once', async () => {
  const bob = await desk.signedIn(BOB);
  await Promise.all([desk.press('hold', { reason: 'a' }), bob.post(`${DESK}/hold`, { reason: 'b' })]);
  expect(await historyOf(desk.app.store, week('2026-W47'))).toHaveLength(2);
});
