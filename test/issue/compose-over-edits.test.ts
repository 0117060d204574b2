import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { type ComposeWeekInput, composeWeek } from '#issue/compose-week.ts';
import { saveContent } from '#issue/edit-issue.ts';
import type { DraftIssue, Issue } from '#issue/issue.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { findIssue, insertIssue, replaceIssue } from '#issue/issue-queries.ts';
import { approve, hold, skip } from '#issue/issue-steps.ts';
import type { Store } from '#store/open-store.ts';
import { aCatalog, aPairing } from '../builders/catalog-builders.ts';
import { aContent, byTest, week } from '../builders/issue-builders.ts';
import { aStore } from '../builders/store-builders.ts';
import { anApproval, draft } from './every-state.ts';

const name = week('2026-W47');
const ann = 'ann@example.org';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

const compose = (changes: Partial<ComposeWeekInput> = {}) =>
  composeWeek(store, {
    week: name,
    reading: { catalog: aCatalog({ pairings: [aPairing('nova', 'orbit'), aPairing('pico', 'quark')] }), faults: [] },
    limits: { most: 5, fewest: 2 },
    today: plainDate('2026-11-17'),
    sendsOn: plainDate('2026-11-17'),
    composedAt: new Date('2026-11-17T08:00:00.000Z'),
    who: 'the schedule',
    overEdits: false,
    ...changes,
  });

/** A draft in which Ann wrote a note, to go out at a time of its own. */
async function editedDraft(): Promise<DraftIssue> {
  await insertIssue(store, draft, byTest);
  const content = aContent({ note: 'By Ann.' });
  const sendAt = '2026-11-18T08:00:00.000Z';
  const saved = await saveContent(store, draft, { content, sendAt, who: ann, at: byTest.at, act: 'edited' });
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  return saved.issue;
}

const stored = () => findIssue(store, name);

describe('Composing a week that holds an editor’s words', () => {
  it.each<[string, (edited: DraftIssue) => Issue]>([
    ['a draft', (edited) => edited],
    ['approved', (edited) => approve(edited, anApproval)],
    ['held', (edited) => hold(edited, 'wait', 'editor')],
    ['skipped', (edited) => skip(edited, 'a holiday', 'editor')],
  ])('leaves them alone, and says whose they are: %s', async (_, step) => {
    const edited = await editedDraft();
    const issue = step(edited);
    if (issue !== edited) await replaceIssue(store, edited, issue, byTest);
    const lines = (await historyOf(store, name)).length;
    expect(await compose()).toEqual({ kind: 'edited', issue, editedBy: ann });
    expect(await stored()).toEqual(issue);
    expect(await historyOf(store, name)).toHaveLength(lines);
  });

  it('takes their place when an editor asks for it; they stay in the history', async () => {
    await editedDraft();
    expect(await compose({ overEdits: true, who: 'bob@example.org' })).toMatchObject({ kind: 'composed' });
    const issue = await stored();
    expect(issue).toMatchObject({ state: 'draft', content: { note: '' } });
    expect(issue).not.toHaveProperty('editedBy');
    expect(await historyOf(store, name)).toMatchObject([
      { who: 'bob@example.org', act: 'composed' },
      { who: ann, act: 'edited', content: { note: 'By Ann.' } },
      {},
    ]);
  });

  it('keeps the time of sending that the issue has of its own', async () => {
    await editedDraft();
    await compose({ overEdits: true });
    expect(await stored()).toMatchObject({ sendAt: '2026-11-18T08:00:00.000Z' });
  });

  it('says in the history whose approval is void, when it was approved', async () => {
    const edited = await editedDraft();
    await replaceIssue(store, edited, approve(edited, anApproval), byTest);
    expect(await compose({ overEdits: true })).toMatchObject({ voided: anApproval });
    expect((await historyOf(store, name))[0]?.note).toBe('the approval by editor@example.org is void');
  });
});

it('After composing over an editor’s words the schedule may compose again', async () => {
  await editedDraft();
  await compose({ overEdits: true });
  expect(await compose()).toMatchObject({ kind: 'composed', issue: { state: 'draft' } });
});
