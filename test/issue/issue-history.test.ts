import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { approveDraft } from '#delivery/approve-week.ts';
import { composeWeek } from '#issue/compose-week.ts';
import { saveContent } from '#issue/edit-issue.ts';
import type { Issue } from '#issue/issue.ts';
import type { IssueAct } from '#issue/issue-change.ts';
import { contentByHash, historyOf } from '#issue/issue-change-queries.ts';
import { findIssue, insertIssue, replaceIssue } from '#issue/issue-queries.ts';
import { readyMail } from '#rendering/ready-mail.ts';
import type { Store } from '#store/open-store.ts';
import { aCatalog, aPairing } from '../builders/catalog-builders.ts';
import { aContent, aDraft, byTest, week } from '../builders/issue-builders.ts';
import { mailSettings } from '../builders/sending-rig.ts';
import { aStore } from '../builders/store-builders.ts';
import { approved, draft, held, paused, sending, sent, skipped } from './every-state.ts';

const name = week('2026-W47');

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

const at = (minute: number) => new Date(Date.UTC(2026, 10, 16, 12, minute));

describe('Every step of an issue', () => {
  const steps: [IssueAct, Issue, string?][] = [
    ['approved', approved, 'hash aaaa'],
    ['withdrew the approval of', draft],
    ['held', held, 'waits for a better lead'],
    ['released', draft],
    ['edited', aDraft({ note: 'Hello.' })],
    ['restored', draft],
    ['approved', approved],
    ['froze', sending],
    ['paused', paused, 'no quota'],
    ['resumed', sending],
    ['finished sending', sent],
  ];

  it('writes one line: who did what, when and why, the latest first, back to the first draft', async () => {
    await insertIssue(store, draft, { who: 'the schedule', act: 'composed', at: at(0) });
    let before: Issue = draft;
    for (const [index, [act, after, note]] of steps.entries()) {
      const change = { who: `editor${index}@example.org`, act, at: at(index + 1), ...(note ? { note } : {}) };
      expect(await replaceIssue(store, before, after, change)).toBe(true);
      before = after;
    }
    const history = await historyOf(store, name);
    expect(history.map(({ who, act, at: time, note }) => ({ who, act, at: time, note }))).toEqual([
      ...steps
        .map(([act, , note], index) => ({
          who: `editor${index}@example.org`,
          act,
          at: at(index + 1).toISOString(),
          note,
        }))
        .toReversed(),
      { who: 'the schedule', act: 'composed', at: at(0).toISOString(), note: undefined },
    ]);
  });

  it('keeps the content only where it became another, and the hash always', async () => {
    await insertIssue(store, draft, byTest);
    let before: Issue = draft;
    for (const [act, after] of steps) {
      await replaceIssue(store, before, after, { ...byTest, act });
      before = after;
    }
    const history = await historyOf(store, name);
    const kept = history.filter(({ content }) => content !== undefined);
    expect(kept.map(({ act }) => act)).toEqual(['restored', 'edited', 'edited']);
    expect(history.every(({ contentHash }) => contentHash !== undefined)).toBe(true);
    expect(history.at(-1)?.content).toEqual(JSON.parse(JSON.stringify(draft.content)));
  });

  it('writes nothing when it was refused', async () => {
    await insertIssue(store, draft, byTest);
    await replaceIssue(store, approved, sending, byTest);
    await insertIssue(store, aDraft({ subject: 'Quicker' }), byTest);
    expect(await historyOf(store, name)).toHaveLength(1);
  });
});

it('A skipped week keeps in its history what it had, and what it had can be found by its hash', async () => {
  await insertIssue(store, draft, byTest);
  await replaceIssue(store, draft, skipped, { ...byTest, act: 'skipped', note: 'a holiday' });
  const [latest] = await historyOf(store, name);
  expect(latest).toMatchObject({ act: 'skipped', note: 'a holiday', contentHash: undefined, content: undefined });
  expect(await contentByHash(store, name, draft.contentHash)).toMatchObject({ subject: draft.content.subject });
  expect(await contentByHash(store, week('2026-W48'), draft.contentHash)).toBeUndefined();
});

it('One issue’s history is not another’s', async () => {
  await insertIssue(store, draft, byTest);
  await insertIssue(store, aDraft({ week: week('2026-W48') }), byTest);
  expect(await historyOf(store, name)).toHaveLength(1);
});

it('A whole week is told from the first draft on: composed, edited, approved', async () => {
  const pairings = [aPairing('alpha', 'beta'), aPairing('gamma', 'delta')];
  await composeWeek(store, {
    week: name,
    reading: { catalog: aCatalog({ pairings }), faults: [] },
    limits: { most: 5, fewest: 2 },
    today: plainDate('2026-11-17'),
    sendsOn: plainDate('2026-11-17'),
    composedAt: at(0),
    who: 'the schedule',
    overEdits: false,
  });
  const composed = await findIssue(store, name);
  if (composed?.state !== 'draft') throw new Error(`is ${composed?.state}`);
  const content = aContent({ note: 'Hello.' });
  const saved = await saveContent(store, composed, {
    content,
    sendAt: undefined,
    who: 'ann@example.org',
    at: at(1),
    act: 'edited',
  });
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  const approving = await approveDraft({ store, mail: mailSettings, readyMail }, saved.issue, {
    editor: 'bob@example.org',
    now: at(2),
    today: plainDate('2026-11-16'),
  });
  expect(approving.kind).toBe('approved');
  const history = await historyOf(store, name);
  expect(history.map(({ who, act, at: time }) => `${time.slice(14, 16)} ${who} ${act}`)).toEqual([
    '02 bob@example.org approved',
    '01 ann@example.org edited',
    '00 the schedule composed',
  ]);
  const hash = approving.kind === 'approved' ? approving.issue.approval.hash : '';
  expect(history[0]?.note).toBe(`hash ${hash}`);
});
