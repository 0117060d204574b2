import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { historyOf } from '#issue/issue-change-queries.ts';
import { week } from '../builders/issue-builders.ts';
import { type ADesk, aDesk, DESK, leadsTo } from './a-desk.ts';
import { ANN } from './a-studio.ts';

let desk: ADesk;
beforeEach(async () => {
  desk = await aDesk({ settings: { TIME_ZONE: 'Europe/Berlin' } });
});
afterEach(() => desk.end());

const acts = async () => (await historyOf(desk.app.store, week('2026-W47'))).map(({ who, act }) => `${who} ${act}`);

describe('The history', () => {
  test('tells who did what, shows what changed, and brings an older version back', async () => {
    await desk.save({ subject: 'Beta or Alpha?' });
    const page = await desk.open(`${DESK}/history`);
    expect(page.all('.history > li > p b')).toEqual([ANN, 'editor@example.org']);
    expect(page.all('.differences del, .differences ins')).toEqual(['Alpha or', 'or Alpha']);
    expect(leadsTo(await desk.press('restore', Object.fromEntries(page.form('.history form'))))).toBe(
      `${DESK}?done=restored`,
    );
    expect(await desk.stored()).toMatchObject({ content: { subject: 'Alpha or Beta?' }, editedBy: ANN });
    expect(await acts()).toEqual([`${ANN} restored`, `${ANN} edited`, 'editor@example.org composed']);
  });

  test('offers no version that stands there already, and brings none back that never was', async () => {
    expect((await desk.open(`${DESK}/history`)).form('.history form')).toEqual([]);
    for (const hash of ['', 'x', 'f'.repeat(64)]) expect(leadsTo(await desk.press('restore', { hash }))).toBe(DESK);
    expect(await acts()).toHaveLength(1);
  });

  test('of a week without an issue leads to its page', async () => {
    expect(leadsTo(await desk.ann.get('/studio/issues/2026-W50/history'))).toBe('/studio/issues/2026-W50');
  });
});
