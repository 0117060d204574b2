import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EditableIssue, isEditable, restoreContent, type Saving, saveContent } from '#issue/edit-issue.ts';
import type { Issue } from '#issue/issue.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { contentHash } from '#issue/issue-content.ts';
import { findIssue, insertIssue, replaceIssue } from '#issue/issue-queries.ts';
import { hold } from '#issue/issue-steps.ts';
import type { Store } from '#store/open-store.ts';
import { aSpecial } from '../builders/beside-builders.ts';
import { aContent, byTest, week } from '../builders/issue-builders.ts';
import { aStore } from '../builders/store-builders.ts';
import { anApproval, approved, draft, everyState, held, paused, sending, sent, skipped } from './every-state.ts';

const name = week('2026-W47');
const ann = 'ann@example.org';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

const save = (issue: EditableIssue, changes: Partial<Saving> = {}) =>
  saveContent(store, issue, {
    content: aContent({ note: 'Hello.' }),
    sendAt: undefined,
    who: ann,
    at: new Date('2026-11-16T12:00:00.000Z'),
    act: 'edited',
    ...changes,
  });

const stored = () => findIssue(store, name);

describe('What an editor writes', () => {
  it.each<[string, EditableIssue]>([
    ['draft', draft],
    ['approved', approved],
    ['held', held as EditableIssue],
  ])('is saved in place of what is %s, under their name, as a draft', async (_, issue) => {
    await insertIssue(store, issue, byTest);
    expect(await save(issue)).toMatchObject({ kind: 'saved' });
    expect(await stored()).toMatchObject({
      state: 'draft',
      editedBy: ann,
      content: { note: 'Hello.' },
      contentHash: contentHash(aContent({ note: 'Hello.' })),
    });
  });

  it('voids an approval, and both the editor and the history are told whose it was', async () => {
    await insertIssue(store, approved, byTest);
    expect(await save(approved)).toMatchObject({ kind: 'saved', voided: anApproval });
    expect(await stored()).not.toHaveProperty('approval');
    const [latest] = await historyOf(store, name);
    expect(latest).toMatchObject({ who: ann, act: 'edited', note: 'the approval by editor@example.org is void' });
  });

  it('does not touch the reason of a hold in the history, but takes it off the issue', async () => {
    await insertIssue(store, held, { ...byTest, act: 'held', note: 'waits for a better lead' });
    await save(held as EditableIssue);
    expect(await stored()).not.toHaveProperty('reason');
    expect((await historyOf(store, name)).map(({ act, note }) => [act, note])).toEqual([
      ['edited', undefined],
      ['held', 'waits for a better lead'],
    ]);
  });

  it('is not saved when it is what stands there: an approval stands and the history stays short', async () => {
    await insertIssue(store, approved, byTest);
    expect(await save(approved, { content: aContent() })).toEqual({ kind: 'unchanged', issue: approved });
    expect(await stored()).toEqual(approved);
    expect(await historyOf(store, name)).toHaveLength(1);
  });

  it('may be nothing but another time of sending, or that there is none any more', async () => {
    await insertIssue(store, draft, byTest);
    const at = '2026-11-18T08:00:00.000Z';
    const first = await save(draft, { content: aContent(), sendAt: at });
    expect(await stored()).toMatchObject({ sendAt: at, contentHash: draft.contentHash });
    if (first.kind !== 'saved') throw new Error(first.kind);
    expect(await save(first.issue, { content: aContent() })).toMatchObject({ kind: 'saved' });
    expect(await stored()).not.toHaveProperty('sendAt');
  });

  it('is refused when the issue became another meanwhile, and nothing is written', async () => {
    await insertIssue(store, draft, byTest);
    await replaceIssue(store, draft, approved, byTest);
    expect(await save(draft)).toEqual({ kind: 'changed-meanwhile' });
    expect(await stored()).toEqual(approved);
    expect(await historyOf(store, name)).toHaveLength(2);
  });

  it('of two who save at the same moment is saved once', async () => {
    await insertIssue(store, draft, byTest);
    const saves = ['A.', 'B.', 'C.'].map((note) => save(draft, { content: aContent({ note }), who: `${note}@x.org` }));
    const kinds = (await Promise.all(saves)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['changed-meanwhile', 'changed-meanwhile', 'saved']);
    expect(await historyOf(store, name)).toHaveLength(2);
  });
});

describe('An issue can be edited', () => {
  it.each<[string, Issue | undefined, boolean]>([
    ['a draft', draft, true],
    ['an approved one', approved, true],
    ['a held one', held, true],
    ['a held one without content', everyState['held without content'], false],
    ['one that is being sent', sending, false],
    ['one whose sending stands still', paused, false],
    ['one that was sent', sent, false],
    ['one that is skipped', skipped, false],
    ['none', undefined, false],
  ])('%s: %#', (_, issue, expected) => {
    expect(isEditable(issue)).toBe(expected);
  });
});

describe('An older version', () => {
  const restore = (hash: string) =>
    restoreContent(store, { name, hash, who: 'bob@example.org', at: new Date('2026-11-16T13:00:00.000Z') });

  it('comes back as a new edit on top, which says which one it was', async () => {
    await insertIssue(store, draft, byTest);
    await save(draft);
    expect(await restore(draft.contentHash)).toMatchObject({ kind: 'saved' });
    expect(await stored()).toMatchObject({
      content: { note: '' },
      contentHash: draft.contentHash,
      editedBy: 'bob@example.org',
    });
    expect((await historyOf(store, name)).map(({ who, act }) => `${who} ${act}`)).toEqual([
      'bob@example.org restored',
      'ann@example.org edited',
      'editor@example.org edited',
    ]);
    expect((await historyOf(store, name))[0]?.note).toBe(`the content with hash ${draft.contentHash.slice(0, 12)}`);
  });

  it('voids an approval of the newer one', async () => {
    await insertIssue(store, draft, byTest);
    const saved = await save(draft);
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    const yes = { ...saved.issue, state: 'approved' as const, approval: anApproval };
    await replaceIssue(store, saved.issue, yes, byTest);
    expect(await restore(draft.contentHash)).toMatchObject({ voided: anApproval });
    expect((await historyOf(store, name))[0]?.note).toContain('; the approval by editor@example.org is void');
  });

  it('keeps the time of sending that the issue has now', async () => {
    await insertIssue(store, draft, byTest);
    await save(draft, { sendAt: '2026-11-18T08:00:00.000Z' });
    await restore(draft.contentHash);
    expect(await stored()).toMatchObject({ sendAt: '2026-11-18T08:00:00.000Z', contentHash: draft.contentHash });
  });

  it('comes back to a held issue', async () => {
    await insertIssue(store, draft, byTest);
    const saved = await save(draft);
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    await replaceIssue(store, saved.issue, hold(saved.issue, 'wait', 'editor'), byTest);
    await restore(draft.contentHash);
    expect(await stored()).toMatchObject({ state: 'draft', contentHash: draft.contentHash });
  });

  it('does not come when it is what stands there, when it never was, or when it belongs to another issue', async () => {
    await insertIssue(store, draft, byTest);
    const other = aSpecial();
    await insertIssue(
      store,
      { ...draft, name: week('2026-W48'), content: other, contentHash: contentHash(other) },
      byTest,
    );
    for (const hash of [draft.contentHash, 'f'.repeat(64), '', contentHash(other)])
      expect(await restore(hash)).toBeUndefined();
    expect(await stored()).toEqual(draft);
    expect(await historyOf(store, name)).toHaveLength(1);
  });

  it('does not come once the issue is being sent', async () => {
    await insertIssue(store, draft, byTest);
    const saved = await save(draft);
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    await replaceIssue(store, saved.issue, sending, byTest);
    expect(await restore(draft.contentHash)).toBeUndefined();
    expect(await stored()).toEqual(sending);
  });
});
