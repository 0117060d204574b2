import { afterEach, describe, expect, test } from 'vitest';
import { findIssue } from '#issue/issue-queries.ts';
import { holdMissedIssue } from '../../jobs/hold-missed-issue.ts';
import { sendAtOwnTime } from '../../jobs/send-at-own-time.ts';
import { weeklyIssue } from '../../jobs/weekly-issue.ts';
import { aDraft, week } from '../builders/issue-builders.ts';
import type { AStudio } from '../studio/a-studio.ts';
import { withAnIssue } from './an-approved-issue.ts';

const HOUR_MS = 3_600_000;
const WEEK = week(aDraft().name);
const UNTIL_SLOT = 21 * HOUR_MS;
const LATER = '2026-11-18T15:00:00.000Z';

let studio: AStudio;
afterEach(() => studio.end());

const stop = new AbortController().signal;
/** As the schedule runs it at its slot. */
const slot = () => weeklyIssue(studio.app, WEEK, { report: () => undefined, stop, leavesPaused: true });

describe('Tuesday’s slot', () => {
  test('sends the week’s issue that an editor has approved', async () => {
    studio = await withAnIssue();
    studio.advance(UNTIL_SLOT);
    expect(await slot()).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
  });

  test('leaves an issue alone that has a later time of its own, which then goes out at that time', async () => {
    studio = await withAnIssue({ sendAt: LATER });
    studio.advance(UNTIL_SLOT);
    expect(await slot()).toEqual({ kind: 'waits', until: LATER });
    expect(studio.fake.requests).toEqual([]);
    studio.advance(Date.parse(LATER) - studio.app.clock().getTime());
    expect(await sendAtOwnTime(studio.app, stop)).toBe('2026-W47: sent');
    expect(studio.fake.accepted).toHaveLength(3);
  });

  test('that was missed does not hold an issue with a time of its own', async () => {
    studio = await withAnIssue({ sendAt: LATER });
    studio.advance(UNTIL_SLOT + 13 * HOUR_MS);
    expect(await holdMissedIssue(studio.app, new Date('2026-11-17T09:00:00.000Z'))).toContain('has a time of its own');
    expect((await findIssue(studio.app.store, WEEK))?.state).toBe('approved');
  });

  test('sends nothing twice that went out earlier at a time of its own', async () => {
    studio = await withAnIssue({ sendAt: '2026-11-16T18:00:00.000Z' });
    studio.advance(6 * HOUR_MS);
    await sendAtOwnTime(studio.app, stop);
    studio.advance(UNTIL_SLOT - 6 * HOUR_MS);
    expect(await slot()).toMatchObject({ kind: 'not-sendable', issue: { state: 'sent' } });
    expect(studio.fake.accepted).toHaveLength(3);
  });

  test('does not go on with an issue that was begun before it and stands still: that waits for a person', async () => {
    studio = await withAnIssue();
    studio.fake.script(['dailyQuota']);
    expect(await slot()).toMatchObject({ kind: 'stopped', result: { kind: 'paused' } });
    studio.fake.script([]);
    studio.advance(UNTIL_SLOT);
    expect(await slot()).toMatchObject({
      kind: 'stopped',
      result: { kind: 'paused' },
      accounting: { accepted: 0, waiting: 3 },
    });
    expect(studio.fake.accepted).toEqual([]);
  });
});
