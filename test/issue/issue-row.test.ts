import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import type { Issue } from '#issue/issue.ts';
import { contentHash } from '#issue/issue-content.ts';
import { issueFromRow, rowFromIssue } from '#issue/issue-row.ts';
import { approve, finishSending, hold, pause, skip, startSending } from '#issue/issue-steps.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { approved, draft, everyState, paused, sent } from './every-state.ts';

function roundTrip(issue: Issue): Issue {
  return issueFromRow({ id: 1, ...rowFromIssue(issue) });
}

describe('An issue read back from its row is what it was:', () => {
  it.each(Object.entries(everyState))('%s', (_, issue) => {
    expect(roundTrip(issue)).toStrictEqual(JSON.parse(JSON.stringify(issue)));
  });

  it('every state there is', () => {
    expect(new Set(Object.values(everyState).map(({ state }) => state))).toEqual(
      new Set(['draft', 'approved', 'sending', 'sent', 'held', 'skipped']),
    );
  });

  it('whatever its texts hold', () => {
    const text = fc.string({ unit: 'binary' });
    const reasons = fc.record({ note: text, because: text, rule: text, editor: text, points: fc.nat() });
    fc.assert(
      fc.property(reasons, ({ note, because, rule, editor, points }) => {
        const report = { chosen: [], refused: [{ pairing: 'a-vs-b', rule, reason: because, points }], leftOut: [note] };
        const start = { ...aDraft({ note }), report };
        const ready = approve(start, { editor, hash: rule, at: '2026-11-16T10:00:00.000Z' });
        const going = startSending(ready, '2026-11-17T09:00:00.000Z');
        const issues = [start, ready, going, pause(going, because), finishSending(going, '2026-11-17T10:00:00.000Z')];
        for (const issue of [...issues, hold(start, because, 'schedule'), skip(start, because, 'editor')])
          expect(roundTrip(issue)).toStrictEqual(JSON.parse(JSON.stringify(issue)));
      }),
      { numRuns: 50 },
    );
  });

  it('with the hash of its content unchanged', () => {
    const found = roundTrip(draft);
    expect(found.state === 'draft' && contentHash(found.content)).toBe(draft.contentHash);
  });
});

describe('A row', () => {
  it('has its facts in columns that a database can be asked for', () => {
    expect(rowFromIssue(paused)).toMatchObject({
      name: '2026-W47',
      state: 'sending',
      cutoff_on: '2026-11-17',
      composed_at: '2026-11-16T09:00:00.000Z',
      content_hash: draft.contentHash,
      frozen_at: '2026-11-17T09:00:00.000Z',
      sent_at: null,
      reason: null,
      decided_by: null,
      paused_because: 'the provider asks for a pause',
    });
  });

  it.each([
    ['an approved issue without its approval', { ...rowFromIssue(approved), approval: null }],
    ['an approval without an editor', { ...rowFromIssue(approved), approval: '{"hash":"x","at":"y"}' }],
    ['a sent issue without its time', { ...rowFromIssue(sent), sent_at: null }],
    ['a sent issue that was never frozen', { ...rowFromIssue(sent), frozen_at: null }],
    ['a draft without content', { ...rowFromIssue(draft), content: null }],
    ['a week that does not exist', { ...rowFromIssue(draft), name: '2026-W54' }],
    ['a cutoff that is no day', { ...rowFromIssue(draft), cutoff_on: '2026-02-30' }],
  ])('that holds %s is refused', (_, row) => {
    expect(() => issueFromRow({ id: 1, ...row })).toThrow();
  });

  it('of a draft has no trace of a state it has left', () => {
    const row = rowFromIssue({ ...draft, cutoffOn: plainDate('2026-11-17') });
    expect([row.approval, row.frozen_at, row.sent_at, row.reason, row.decided_by, row.paused_because]).toEqual(
      Array(6).fill(null),
    );
  });
});
