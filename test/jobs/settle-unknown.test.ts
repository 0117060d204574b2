import { afterEach, expect, test } from 'vitest';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { issueId } from '#issue/issue-queries.ts';
import { schedule } from '../../jobs/schedule.ts';
import { settleUnknown } from '../../jobs/settle-unknown.ts';
import { aDraft } from '../builders/issue-builders.ts';
import type { AStudio } from '../studio/a-studio.ts';
import { withAnIssue } from './an-approved-issue.ts';
import { unknownAfterADay } from './unknown-after-a-day.ts';

const NAME = aDraft().name;
const DAY_MS = 24 * 3_600_000;
const stop = new AbortController().signal;

let studio: AStudio;
afterEach(() => studio.end());

const accounting = async () => accountingOfIssue(studio.app.store, await issueId(studio.app.store, NAME));

test('what the provider took without an answer is found on its list by itself, and nothing is sent', async () => {
  studio = await unknownAfterADay({ accepted: true });
  const sends = studio.fake.sends.length;
  expect(await settleUnknown(studio.app, stop)).toBe(
    '2026-W47: 3 found on the provider’s list and accepted, 0 not on it and still unknown',
  );
  expect(await accounting()).toMatchObject({ accepted: 3, unknown: 0 });
  expect(studio.fake.sends).toHaveLength(sends);
  expect(await settleUnknown(studio.app, stop)).toBeUndefined();
});

test('what is not on the list stays unknown; after two more days nobody asks any more', async () => {
  studio = await unknownAfterADay({ accepted: false });
  expect(await settleUnknown(studio.app, stop)).toContain('3 not on it');
  expect(await accounting()).toMatchObject({ accepted: 0, unknown: 3 });
  studio.advance(2 * DAY_MS);
  expect(await settleUnknown(studio.app, stop)).toContain('3 not on it');
  studio.advance(1);
  const calls = studio.fake.requests.length;
  expect(await settleUnknown(studio.app, stop)).toBeUndefined();
  expect(studio.fake.requests).toHaveLength(calls);
});

test('a list that cannot be read is said to be so', async () => {
  studio = await unknownAfterADay({ accepted: true });
  studio.fake.script(({ sends }) => (sends ? undefined : 'unauthorized'));
  expect(await settleUnknown(studio.app, stop)).toMatch(
    /^2026-W47: the provider’s list could not be read: 403 .*; 0 found until then, 3 still unknown$/,
  );
  const app = { ...studio.app, askProvider: async () => ({ kind: 'no-provider' as const }) };
  expect(await settleUnknown(app, stop)).toBe('no provider is set up');
});

test('the table of times asks once an hour', async () => {
  studio = await withAnIssue();
  const job = schedule(studio.app, stop, () => undefined).find(({ name }) => name === 'settle-unknown');
  expect(job?.cron).toBe('17 * * * *');
});
