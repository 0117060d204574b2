import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EditInput, editWeek } from '#issue/edit-week.ts';
import type { Issue } from '#issue/issue.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { findIssue, insertIssue, replaceIssue } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';
import { aSpecial } from '../builders/beside-builders.ts';
import { aDraft, byTest, week } from '../builders/issue-builders.ts';
import { aStore } from '../builders/store-builders.ts';
import { aShelf, someFields } from './a-shelf.ts';
import { anApproval, approved, draft, everyState, sending, sent, skipped } from './every-state.ts';

const name = week('2026-W47');

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

/** Ann saves, having seen the sample draft unless told otherwise. */
const edit = (changes: Partial<EditInput> = {}) =>
  editWeek(store, {
    week: name,
    base: draft.contentHash,
    baseSendAt: undefined,
    fields: someFields({ note: 'By Ann.' }),
    shelf: aShelf(),
    who: 'ann@example.org',
    at: new Date('2026-11-16T12:00:00.000Z'),
    ...changes,
  });

const stored = () => findIssue(store, name);

describe('An editor’s fields', () => {
  it('are saved when the issue is what the editor saw', async () => {
    await insertIssue(store, draft, byTest);
    const lineup = ['epsilon-vs-zeta', 'alpha-vs-beta'];
    const fields = someFields({ subject: 'New', lineup, sendAt: '2026-11-18T08:00:00.000Z' });
    expect(await edit({ fields })).toMatchObject({ kind: 'saved' });
    expect(await stored()).toMatchObject({
      state: 'draft',
      editedBy: 'ann@example.org',
      sendAt: '2026-11-18T08:00:00.000Z',
      content: { subject: 'New', lineup: lineup.map((slug) => ({ pairing: { slug } })) },
    });
  });

  it('void an approval', async () => {
    await insertIssue(store, approved, byTest);
    expect(await edit()).toMatchObject({ kind: 'saved', voided: anApproval });
    expect(await stored()).toMatchObject({ state: 'draft' });
  });

  it('change nothing when they are as they were', async () => {
    await insertIssue(store, approved, byTest);
    expect(await edit({ fields: someFields() })).toEqual({ kind: 'unchanged', issue: approved });
    expect(await historyOf(store, name)).toHaveLength(1);
  });

  it('are refused with a lineup that cannot be, and nothing is saved', async () => {
    await insertIssue(store, draft, byTest);
    expect(await edit({ fields: someFields({ lineup: ['no-vs-body'] }) })).toMatchObject({ kind: 'refused' });
    expect(await stored()).toEqual(draft);
  });

  it.each<[string, Issue | undefined]>([
    ['it is being sent', sending],
    ['it was sent', sent],
    ['it is skipped', skipped],
    ['it is held without content', everyState['held without content']],
    ['there is none', undefined],
    ['it is a special edition', { ...draft, content: aSpecial(), contentHash: draft.contentHash }],
  ])('are not taken when %s', async (_, issue) => {
    if (issue) await insertIssue(store, issue, byTest);
    expect(await edit()).toEqual({ kind: 'not-editable', issue });
    expect(await stored()).toEqual(issue);
  });
});

describe('Of two editors at once', () => {
  it('the second is told, sees both edits together, and nothing is saved over the first', async () => {
    await insertIssue(store, draft, byTest);
    await edit({ fields: someFields({ subject: 'By Bob', note: 'By Bob.' }), who: 'bob@example.org' });
    const second = await edit({ fields: someFields({ preheader: 'By Ann', note: 'By Ann.' }) });
    expect(second).toMatchObject({
      kind: 'stale',
      issue: { editedBy: 'bob@example.org' },
      merge: { fields: { subject: 'By Bob', preheader: 'By Ann', note: 'By Ann.' }, clashes: ['note'] },
    });
    expect(await stored()).toMatchObject({ content: { subject: 'By Bob', note: 'By Bob.' } });
  });

  it('the second saves the merge on top; both are in the issue, and what gave way is in the history', async () => {
    await insertIssue(store, draft, byTest);
    await edit({ fields: someFields({ subject: 'By Bob', note: 'By Bob.' }), who: 'bob@example.org' });
    const second = await edit();
    if (second.kind !== 'stale') throw new Error(second.kind);
    const { fields } = second.merge;
    expect(await edit({ base: second.issue.contentHash, fields })).toMatchObject({ kind: 'saved' });
    expect(await stored()).toMatchObject({ content: { subject: 'By Bob', note: 'By Ann.' } });
    const notes = (await historyOf(store, name)).map(({ content }) => content && 'note' in content && content.note);
    expect(notes).toEqual(['By Ann.', 'By Bob.', '']);
  });

  it('both who press Save at the same moment end with one saved and one told', async () => {
    await insertIssue(store, draft, byTest);
    const kinds = (await Promise.all([edit(), edit({ fields: someFields({ note: 'By Bob.' }) })])).map(
      ({ kind }) => kind,
    );
    expect(kinds.toSorted()).toEqual(['saved', 'stale']);
  });

  it('the second is told when only the time of sending is another', async () => {
    await insertIssue(store, draft, byTest);
    const sendAt = '2026-11-18T08:00:00.000Z';
    await edit({ fields: someFields({ sendAt }) });
    expect(await edit()).toMatchObject({ kind: 'stale', merge: { fields: { sendAt, note: 'By Ann.' }, clashes: [] } });
    expect(await edit({ baseSendAt: sendAt, fields: someFields({ sendAt, note: 'By Ann.' }) })).toMatchObject({
      kind: 'saved',
    });
  });

  it('the second is told when the week was composed anew meanwhile', async () => {
    await insertIssue(store, draft, byTest);
    await replaceIssue(store, draft, aDraft({ subject: 'Composed anew' }), { ...byTest, act: 'composed' });
    expect(await edit()).toMatchObject({
      kind: 'stale',
      merge: { fields: { subject: 'Composed anew', note: 'By Ann.' }, clashes: [] },
    });
  });

  it('the second is not told when somebody only approved what both saw', async () => {
    await insertIssue(store, draft, byTest);
    await replaceIssue(store, draft, approved, byTest);
    expect(await edit()).toMatchObject({ kind: 'saved', voided: anApproval });
  });

  it('the second hears of each field that differs when nobody knows what they saw', async () => {
    await insertIssue(store, aDraft({ subject: 'Older than the history' }), byTest);
    expect(await edit({ base: 'gone' })).toMatchObject({ kind: 'stale', merge: { clashes: ['subject', 'note'] } });
  });
});
