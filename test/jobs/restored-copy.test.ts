import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { approveDraft } from '#delivery/approve-week.ts';
import type { DraftIssue, HeldIssue } from '#issue/issue.ts';
import { findIssue, replaceIssue } from '#issue/issue-queries.ts';
import { release } from '#issue/issue-steps.ts';
import { readyMail } from '#rendering/ready-mail.ts';
import { tickJob } from '#schedule/run-schedule.ts';
import { schedule } from '../../jobs/schedule.ts';
import { database } from '../builders/databases.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { backUp } from '../builders/restored-copy.ts';
import { scratchFolder } from '../store/scratch-folder.ts';
import { ANN, type AStudio, aStudio, START } from '../studio/a-studio.ts';
import { withAnIssue } from './an-approved-issue.ts';

const HOUR_MS = 3_600_000;
const NAME = aDraft().name;
/** From Monday noon, when these tests begin, to Tuesday at nine. */
const UNTIL_SLOT = 21 * HOUR_MS;

let original: AStudio;
let copy: AStudio;
let backup: string;
const said: string[] = [];

/** What can bring mail on its way, of the table of times. */
const SENDING = ['weekly-issue', 'send-at-own-time', 'resume-sending'];

/** Each of these looks once, as in every minute of a running program. */
async function minute({ app }: AStudio): Promise<void> {
  said.length = 0;
  const ports = { ...app, timeZone: app.config.timeZone, report: (line: string) => void said.push(line) };
  const jobs = schedule(app, new AbortController().signal, () => undefined);
  for (const job of jobs.filter(({ name }) => SENDING.includes(name)))
    await tickJob(ports, job).catch((error: Error) => said.push(`failed: ${error.message}`));
}

beforeEach(async () => {
  original = await withAnIssue({ settings: { DATABASE_URL: join(await scratchFolder(), 'verdicts.sqlite') } });
  await minute(original);
});
afterEach(() => original.end());

/** Backs up on Monday, sends on Tuesday, and puts the copy back so many hours after that; the copy's program starts. */
async function putBack(hoursLater: number): Promise<void> {
  backup = await backUp(original.app.store);
  original.advance(UNTIL_SLOT);
  await minute(original);
  expect((await findIssue(original.app.store, NAME))?.state).toBe('sent');
  expect(mailsOfTheIssue()).toHaveLength(3);
  const now = new Date(START.getTime() + UNTIL_SLOT + hoursLater * HOUR_MS);
  copy = await aStudio({ settings: { DATABASE_URL: backup, RESEND_BASE_URL: original.fake.url }, now });
  onTestFinished(() => copy.end());
  await minute(copy);
}

const onTheCopy = () => findIssue(copy.app.store, NAME);
const mailsOfTheIssue = () => original.fake.accepted.filter(({ tags }) => tags.some(({ value }) => value === NAME));

describe.runIf(database === 'sqlite')('a copy of the database from the day before the send', () => {
  test('put back after its schedule’s time to catch up holds the issue, and mails nobody', async () => {
    await putBack(13);
    expect(await onTheCopy()).toMatchObject({
      state: 'held',
      decidedBy: 'schedule',
      reason: 'its time, 2026-11-17T09:00:00.000Z, passed while nothing was running',
    });
    for (let look = 0; look < 3; look += 1) {
      copy.advance(10 * HOUR_MS);
      await minute(copy);
    }
    expect(mailsOfTheIssue()).toHaveLength(3);
  });

  test('also holds it when an editor, knowing nothing of it, releases it and sends it', async () => {
    await putBack(25);
    const held = (await onTheCopy()) as HeldIssue & DraftIssue;
    const draft = release(held);
    await replaceIssue(copy.app.store, held, draft, { who: ANN, act: 'released', at: copy.app.clock() });
    const yes = { editor: ANN, now: copy.app.clock(), today: plainDate('2026-11-18') };
    await approveDraft({ store: copy.app.store, mail: copy.app.mail, readyMail }, draft, yes);
    const provider = await copy.app.provider();
    const watch = { report: () => undefined, stop: new AbortController().signal };
    expect(await copy.app.send(NAME, provider!, watch)).toMatchObject({ kind: 'mailed-before', mails: 3 });
    expect(mailsOfTheIssue()).toHaveLength(3);
  });

  test('put back while its schedule may still catch up looks at the provider’s list first, and holds the issue', async () => {
    await putBack(2);
    expect(said).toContain('weekly-issue of 2026-11-17T09:00:00.000Z: mailed-before');
    expect(await onTheCopy()).toMatchObject({
      state: 'held',
      reason: expect.stringContaining('the provider’s list has 3 mails of it already'),
    });
    expect(mailsOfTheIssue()).toHaveLength(3);
  });
});

test('a provider whose list cannot be read at the time of the send is asked again by the minute, until the issue goes out', async () => {
  original.fake.script(({ sends }) => (sends ? undefined : 'unauthorized'));
  original.advance(UNTIL_SLOT);
  for (let look = 0; look < 2; look += 1) {
    await minute(original);
    expect(said).toContainEqual(expect.stringContaining('failed: the provider’s list could not be read: 403'));
    original.advance(60_000);
  }
  expect((await findIssue(original.app.store, NAME))?.state).toBe('approved');
  original.fake.script([]);
  await minute(original);
  expect(said).toContain('weekly-issue of 2026-11-17T09:00:00.000Z: sent');
  expect(mailsOfTheIssue()).toHaveLength(3);
});
