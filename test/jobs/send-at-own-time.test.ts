import { afterEach, describe, expect, test } from 'vitest';
import { historyOf } from '#issue/issue-change-queries.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { sendAtOwnTime } from '../../jobs/send-at-own-time.ts';
import { aDraft } from '../builders/issue-builders.ts';
import type { AStudio } from '../studio/a-studio.ts';
import { withAnIssue } from './an-approved-issue.ts';

const HOUR_MS = 3_600_000;
const NAME = aDraft().name;
/** Six hours after the clock of these tests begins. */
const sendAt = '2026-11-16T18:00:00.000Z';
const UNTIL_THEN = 6 * HOUR_MS;

let studio: AStudio;
afterEach(() => studio.end());

const run = () => sendAtOwnTime(studio.app, new AbortController().signal);
const issue = () => findIssue(studio.app.store, NAME);

describe('an approved issue with a time of its own', () => {
  test('does not go out before it, and goes out at it, once', async () => {
    studio = await withAnIssue({ sendAt });
    studio.advance(UNTIL_THEN - 1);
    expect(await run()).toBeUndefined();
    expect(studio.fake.requests).toEqual([]);
    studio.advance(1);
    expect(await run()).toBe('2026-W47: sent');
    expect(studio.fake.accepted).toHaveLength(3);
    expect(await run()).toBeUndefined();
    expect(studio.fake.accepted).toHaveLength(3);
  });

  test('still goes out when its time was missed by twelve hours', async () => {
    studio = await withAnIssue({ sendAt });
    studio.advance(UNTIL_THEN + 12 * HOUR_MS);
    expect(await run()).toBe('2026-W47: sent');
  });

  test('is held when its time was missed by more, with the reason, and nobody is mailed', async () => {
    studio = await withAnIssue({ sendAt });
    studio.advance(UNTIL_THEN + 12 * HOUR_MS + 1);
    expect(await run()).toBe('2026-W47: held');
    const reason = `its time, ${sendAt}, passed more than twelve hours ago`;
    expect(await issue()).toMatchObject({ state: 'held', decidedBy: 'schedule', reason });
    expect((await historyOf(studio.app.store, NAME))[0]).toMatchObject({
      who: 'the schedule',
      act: 'held',
      note: reason,
    });
    expect(studio.fake.requests).toEqual([]);
    expect(await run()).toBeUndefined();
  });

  test('that the provider brought to a stand is left to a person', async () => {
    studio = await withAnIssue({ sendAt });
    studio.fake.script(['dailyQuota']);
    studio.advance(UNTIL_THEN);
    expect(await run()).toBe('2026-W47: stopped');
    studio.fake.script([]);
    expect(await run()).toBeUndefined();
    expect(studio.fake.accepted).toEqual([]);
  });
});

test('an issue that nobody has approved does not go out at its time', async () => {
  studio = await withAnIssue({ sendAt, approved: false });
  studio.advance(UNTIL_THEN + HOUR_MS);
  expect(await run()).toBeUndefined();
  expect(studio.fake.requests).toEqual([]);
  expect((await issue())?.state).toBe('draft');
});

test('an approved issue without a time of its own is left to the schedule', async () => {
  studio = await withAnIssue();
  studio.advance(7 * 24 * HOUR_MS);
  expect(await run()).toBeUndefined();
  expect((await issue())?.state).toBe('approved');
});

test('without a provider nothing is sent and nothing is lost: the job says so, and the issue stays approved', async () => {
  studio = await withAnIssue({ sendAt });
  studio.advance(UNTIL_THEN);
  const app = { ...studio.app, provider: async () => undefined };
  expect(await sendAtOwnTime(app, new AbortController().signal)).toBe('2026-W47: no provider is set up');
  expect((await issue())?.state).toBe('approved');
});
