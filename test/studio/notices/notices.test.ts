import { describe, expect, test } from 'vitest';
import type { Accounting } from '#delivery/accounting.ts';
import type { Issue } from '#issue/issue.ts';
import { hold } from '#issue/issue-steps.ts';
import { type NoticeFacts, noticeRules, noticesOf } from '../../../src/studio/notices/notices.ts';
import { everyState } from '../../issue/every-state.ts';

const SENDS_AT = new Date('2026-11-17T09:00:00.000Z');
const HOUR_MS = 3_600_000;
const { draft, approved, sending, sent, held, skipped } = everyState as Record<string, Issue> & {
  draft: Extract<Issue, { state: 'draft' }>;
};

const accounting: Accounting = {
  audience: 10,
  accepted: 5,
  rejected: 1,
  suppressed: 1,
  unsubscribed: 1,
  unknown: 0,
  waiting: 2,
  ofAccepted: { delivered: 0, bounced: 0, complained: 0, suppressed: 0, onItsWay: 5 },
};

function told(issue: Issue | undefined, changes: Partial<NoticeFacts> = {}) {
  if (!issue) throw new Error('no such state');
  const now = new Date(SENDS_AT.getTime() - 20 * HOUR_MS);
  return noticesOf(issue, { now, sendsAt: SENDS_AT, timeZone: 'UTC', accounting: undefined, ...changes });
}

const subjects = (...given: Parameters<typeof told>) => told(...given).map(({ subject }) => subject);
const hoursBefore = (hours: number) => ({ now: new Date(SENDS_AT.getTime() - hours * HOUR_MS) });

describe('what editors are told', () => {
  test('of a draft that composing made: that it is ready, and when it goes out', () => {
    const [notice] = told(draft);
    expect(notice?.subject).toBe('2026-W47: the draft is ready');
    expect(notice?.paragraphs.join(' ')).toContain('"Alpha or Beta?"');
    expect(notice?.paragraphs.join(' ')).toMatch(/It goes out on .*17 November 2026/);
  });

  test('of a draft without a time: that it has none yet', () => {
    expect(told(draft, { sendsAt: undefined })[0]?.paragraphs).toContain('It has no time of its own yet.');
  });

  test('of a draft that somebody has edited: nothing, they know', () => {
    expect(told({ ...draft, editedBy: 'ann@example.org' })).toEqual([]);
  });

  test('of a draft in the two hours before its time: that nobody has approved it, edited or not', () => {
    const missing = '2026-W47: nobody has approved it yet';
    const edited = { ...draft, editedBy: 'ann@example.org' };
    expect(subjects(edited, hoursBefore(2.01))).toEqual([]);
    expect(subjects(edited, hoursBefore(2))).toEqual([missing]);
    expect(subjects(draft, hoursBefore(0.1))).toContain(missing);
    expect(subjects(edited, hoursBefore(0))).toEqual([]);
    expect(subjects(edited, hoursBefore(-1))).toEqual([]);
  });

  test('of an approved issue: nothing', () => {
    expect(told(approved, hoursBefore(1))).toEqual([]);
  });

  test('of an issue on its way: nothing, unless it stands still, with the reason', () => {
    expect(told(sending, { accounting })).toEqual([]);
    const [notice, ...more] = told(everyState['sending, but paused'], { accounting });
    expect(more).toEqual([]);
    expect(notice?.subject).toBe('2026-W47 needs a hand');
    expect(notice?.paragraphs[0]).toBe('Sending stands still: the provider asks for a pause.');
  });

  test('of a sent issue: the whole sum', () => {
    const [notice] = told(sent, { accounting });
    expect(notice?.subject).toBe('2026-W47 is sent');
    expect(notice?.paragraphs[0]).toBe(
      'Audience 10 = accepted 5 + rejected 1 + suppressed 1 + unsubscribed meanwhile 1 + unknown 0 + waiting 2.',
    );
  });

  test('of a sent issue with deliveries of unknown fate: how many, beside the sum', () => {
    expect(subjects(sent, { accounting: { ...accounting, accepted: 2, unknown: 3 } })).toEqual([
      '2026-W47 is sent',
      '2026-W47: 3 of unknown fate',
    ]);
  });

  test('of an issue that the schedule or composing holds: the reason; of one that an editor holds: nothing', () => {
    for (const by of ['schedule', 'composing'] as const) {
      const [notice] = told(hold(draft, 'its time passed', by));
      expect(notice?.subject).toBe('2026-W47 is held');
      expect(notice?.paragraphs[0]).toBe('It is held: its time passed.');
    }
    expect(told(held)).toEqual([]);
  });

  test('of a skipped week: nothing', () => {
    expect(told(skipped)).toEqual([]);
  });
});

test('two things to tell of one issue are two notices, so that telling one does not silence the other', () => {
  const notices = told(draft, hoursBefore(1));
  expect(notices.map(({ kind }) => kind)).toEqual(['draft ready', 'approval missing']);
});

test('another reason for a pause or a hold is another notice', () => {
  const kinds = (reason: string) => [
    ...told({ ...(everyState.sending as Extract<Issue, { state: 'sending' }>), pausedBecause: reason }),
    ...told(hold(draft, reason, 'schedule')),
  ];
  const [one, other] = [kinds('quota').map(({ kind }) => kind), kinds('a wrong key').map(({ kind }) => kind)];
  expect(one).toHaveLength(2);
  expect(one.filter((kind) => other.includes(kind))).toEqual([]);
});

test('every rule has a name of its own', () => {
  expect(new Set(noticeRules.map(({ name }) => name)).size).toBe(noticeRules.length);
});
