import pino from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { pauseSending, resumeSending } from '#delivery/steer-sending.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { resumeSending as resumeJob } from '../../jobs/resume-sending.ts';
import { backgroundSending } from '../../src/cli/background-sending.ts';
import { orderlyEnd } from '../../src/cli/orderly-end.ts';
import { database } from '../builders/databases.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { ANN, type AStudio } from '../studio/a-studio.ts';
import { withAnIssue } from './an-approved-issue.ts';

const NAME = aDraft().name;
const READERS = 500;
const AT_ONCE = 4;

let studio: AStudio;
afterEach(() => studio.end());

/** The sending of an editor's button, in the middle, with four calls that are not answered before the test says so. */
async function midway() {
  studio = await withAnIssue({ readers: READERS });
  const errors: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const sending = backgroundSending({
    app: studio.app,
    log,
    ending: orderlyEnd(log, { on: () => undefined, exit: () => undefined }),
  });
  const gate = Promise.withResolvers<void>();
  studio.fake.beforeAnswer(() => gate.promise);
  sending.start(NAME);
  await vi.waitFor(() => expect(studio.fake.sends).toHaveLength(AT_ONCE), { timeout: 10_000 });
  return { sending, errors, letGo: gate.resolve };
}

async function expectAllOnce(): Promise<void> {
  expect((await findIssue(studio.app.store, NAME))?.state).toBe('sent');
  expect(studio.fake.accepted).toHaveLength(READERS);
  expect(studio.fake.sends).toHaveLength(READERS / 100);
}

test('“Go on” while calls of before the pause are still under way begins beside them nothing, and afterwards the rest', async () => {
  const { sending, errors, letGo } = await midway();
  const steering = { name: NAME, who: ANN, at: studio.app.clock() };
  await pauseSending(studio.app.store, steering);
  await resumeSending(studio.app.store, steering);
  sending.start(NAME);
  letGo();
  await sending.finished();
  await expectAllOnce();
  expect(errors).toEqual([]);
});

test('the job that goes on with what was interrupted does not send beside an editor’s sending', async () => {
  const { sending, errors, letGo } = await midway();
  const job = resumeJob(studio.app, new AbortController().signal);
  letGo();
  // Beside it means behind it where one process sends alone, and together where all machines share a queue.
  expect(await job).toBe(`2026-W47: ${database === 'postgres' ? 'sent' : 'not-sendable'}`);
  await sending.finished();
  await expectAllOnce();
  expect(errors).toEqual([]);
});

test('a pause that comes while another start waits for its turn stays a pause', async () => {
  const { sending, errors, letGo } = await midway();
  sending.start(NAME);
  await pauseSending(studio.app.store, { name: NAME, who: ANN, at: studio.app.clock() });
  letGo();
  await sending.finished();
  expect(await findIssue(studio.app.store, NAME)).toMatchObject({
    state: 'sending',
    pausedBecause: `${ANN} paused it`,
  });
  expect(studio.fake.sends).toHaveLength(AT_ONCE);
  expect(errors).toEqual([]);
});
