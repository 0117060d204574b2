import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Issue } from '#issue/issue.ts';
import { findIssue, insertIssue, issueId, mailedIssues, replaceIssue } from '#issue/issue-queries.ts';
import { approve, finishSending, hold, pause, skip, startSending, withdrawApproval } from '#issue/issue-steps.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { aSharedDatabase } from '../builders/databases.ts';
import { aDraft, byTest, week } from '../builders/issue-builders.ts';
import { aStore } from '../builders/store-builders.ts';
import { runAtOnce } from '../store/run-at-once.ts';
import { anApproval, approved, draft, everyState, held, sending, sent, skipped } from './every-state.ts';

const thisWeek = week('2026-W47');

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

/** The week's issue as the database has it. */
async function stored(): Promise<Issue | undefined> {
  return findIssue(store, thisWeek);
}

describe('An issue that was recorded', () => {
  it.each(Object.entries(everyState))('is found by its week: %s', async (_, issue) => {
    expect(await insertIssue(store, issue, byTest)).toBe(true);
    expect(await stored()).toEqual(issue);
  });

  it('is not found under another week', async () => {
    await insertIssue(store, draft, byTest);
    expect(await findIssue(store, week('2026-W48'))).toBeUndefined();
    await expect(issueId(store, week('2026-W48'))).rejects.toThrow();
  });

  it('has a number of its own', async () => {
    await insertIssue(store, draft, byTest);
    await insertIssue(store, aDraft({ week: week('2026-W48') }), byTest);
    expect(await issueId(store, thisWeek)).not.toBe(await issueId(store, week('2026-W48')));
  });
});

describe('A week has one issue', () => {
  it('and the second to record one is told so, and changes nothing', async () => {
    await insertIssue(store, draft, byTest);
    expect(await insertIssue(store, aDraft({ subject: 'Another' }), byTest)).toBe(false);
    expect(await insertIssue(store, skip(draft, 'nothing', 'composing'), byTest)).toBe(false);
    expect(await stored()).toEqual(draft);
  });

  it('also when several callers record one at once', async () => {
    const subjects = ['A', 'B', 'C', 'D'];
    const done = await Promise.all(subjects.map((subject) => insertIssue(store, aDraft({ subject }), byTest)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await stored()).toMatchObject({ content: { subject: subjects[done.indexOf(true)] } });
    expect(await store.selectFrom('issues').select('id').execute()).toHaveLength(1);
  });

  it('also when several processes record one at the same moment', async () => {
    const path = await aSharedDatabase();
    const file = await openStore(path);
    const script = new URL('./insert-issue-process.ts', import.meta.url);
    const answers = await runAtOnce(script, [
      [path, 'A'],
      [path, 'B'],
      [path, 'C'],
    ]);
    const rows = await file.selectFrom('issues').selectAll().execute();
    const found = await findIssue(file, thisWeek);
    await file.destroy();
    expect(answers.filter((answer) => answer.endsWith('false'))).toHaveLength(2);
    expect(rows).toHaveLength(1);
    expect(answers).toContain(`${found?.state === 'draft' && found.content.subject}: true`);
  });
});

describe('A step', () => {
  it('is written when the issue still is what it started from', async () => {
    await insertIssue(store, draft, byTest);
    expect(await replaceIssue(store, draft, approved, byTest)).toBe(true);
    expect(await stored()).toEqual(approved);
    expect(await replaceIssue(store, approved, sending, byTest)).toBe(true);
    expect(await replaceIssue(store, sending, sent, byTest)).toBe(true);
    expect(await stored()).toEqual(sent);
  });

  it.each<[string, Issue, Issue, Issue]>([
    ['to hold a draft that was approved', draft, approved, hold(draft, 'wait', 'editor')],
    ['to approve a draft that was held', draft, hold(draft, 'wait', 'editor'), approved],
    ['to hold an issue that began to be sent', approved, sending, hold(approved, 'wait', 'editor')],
    ['to send an issue again', sending, sent, sending],
  ])('is refused when another was taken before: %s', async (_, from, taken, next) => {
    await insertIssue(store, from, byTest);
    await replaceIssue(store, from, taken, byTest);
    expect(await replaceIssue(store, from, next, byTest)).toBe(false);
    expect(await stored()).toEqual(taken);
  });

  it('is refused when the draft was edited meanwhile', async () => {
    const edited = aDraft({ note: 'With a note.' });
    await insertIssue(store, draft, byTest);
    await replaceIssue(store, draft, edited, byTest);
    expect(await replaceIssue(store, draft, approved, byTest)).toBe(false);
    expect(await stored()).toEqual(edited);
  });

  it('is refused when the approval is another one', async () => {
    const byAnother = approve(draft, { ...anApproval, editor: 'another@example.org' });
    await insertIssue(store, byAnother, byTest);
    expect(await replaceIssue(store, approved, sending, byTest)).toBe(false);
    expect(await stored()).toEqual(byAnother);
  });

  it('is refused when the approval was withdrawn', async () => {
    await insertIssue(store, approved, byTest);
    await replaceIssue(store, approved, withdrawApproval(approved), byTest);
    expect(await replaceIssue(store, approved, startSending(approved, '2026-11-17T09:00:00.000Z'), byTest)).toBe(false);
    expect(await stored()).toEqual(draft);
  });

  it('from what was never recorded is refused', async () => {
    expect(await replaceIssue(store, draft, approved, byTest)).toBe(false);
    expect(await stored()).toBeUndefined();
  });

  it('is taken by one of two who take it at once', async () => {
    await insertIssue(store, draft, byTest);
    const steps = [approved, hold(draft, 'wait', 'editor'), skip(draft, 'no', 'editor')];
    const taken = await Promise.all(steps.map((next) => replaceIssue(store, draft, next, byTest)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await stored()).toEqual(steps[taken.indexOf(true)]);
  });

  it('leaves other weeks alone', async () => {
    const next = { ...skipped, name: week('2026-W48') };
    await insertIssue(store, skipped, byTest);
    await insertIssue(store, next, byTest);
    expect(await replaceIssue(store, skipped, draft, byTest)).toBe(true);
    expect(await findIssue(store, next.name)).toEqual(next);
  });

  it('clears what the issue no longer has', async () => {
    const heldIssue = hold(draft, 'wait', 'editor');
    await insertIssue(store, heldIssue, byTest);
    await replaceIssue(store, heldIssue, draft, byTest);
    expect(await stored()).toStrictEqual(JSON.parse(JSON.stringify(draft)));
  });
});

it('Mailed issues are those that are sending or sent, the latest first', async () => {
  const inWeek = (name: string) => approve(aDraft({ week: week(name) }), anApproval);
  const going = (name: string) => startSending(inWeek(name), '2026-11-17T09:00:00.000Z');
  const others = [aDraft({ week: week('2026-W50') }), inWeek('2026-W51'), hold(inWeek('2026-W52'), 'x', 'editor')];
  const done = finishSending(going('2026-W45'), '2026-11-03T09:00:00.000Z');
  for (const issue of [done, ...others, going('2026-W47'), going('2026-W46'), skip(draft, 'x', 'editor')])
    await insertIssue(store, issue, byTest);
  expect((await mailedIssues(store)).map((issue) => `${issue.name} ${issue.state}`)).toEqual([
    '2026-W47 sending',
    '2026-W46 sending',
    '2026-W45 sent',
  ]);
});

describe('A step whose start somebody changed in other ways than its state', () => {
  it.each<[string, Issue, Issue]>([
    ['held by an editor', { ...held, decidedBy: 'composing', reason: 'only 1 of at least 2 pairings' }, held],
    [
      'skipped by an editor',
      { ...skipped, decidedBy: 'composing' },
      { ...skipped, decidedBy: 'editor', reason: 'a holiday' },
    ],
    ['paused', sending, pause(sending, 'no quota')],
  ])('is refused: %s', async (_, from, meanwhile) => {
    await insertIssue(store, from, byTest);
    expect(await replaceIssue(store, from, meanwhile, byTest)).toBe(true);
    expect(await replaceIssue(store, from, draft, byTest)).toBe(false);
    expect(await findIssue(store, from.name)).toEqual(meanwhile);
  });
});
