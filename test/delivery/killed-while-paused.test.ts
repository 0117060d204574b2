import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type App, openApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { pauseSending, resumeSending } from '#delivery/steer-sending.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { resumeSending as resumeJob } from '../../jobs/resume-sending.ts';
import { addReaders } from '../builders/store-builders.ts';
import { type FakeResend, startFakeResend } from '../fakes/fake-resend.ts';

const READERS = 600;
const stop = new AbortController().signal;

let folder: string;
let fake: FakeResend;
let app: App;
let sender: ChildProcess;
let settings: Record<string, string>;

async function open(): Promise<App> {
  const { config, problems } = readConfig(settings);
  if (!config) throw new Error(problems.join('\n'));
  return openApp(config);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdicts-kill-'));
  fake = await startFakeResend({ rateLimit: 1000 });
  settings = {
    DATABASE_URL: join(folder, 'week.sqlite'),
    RESEND_BASE_URL: fake.url,
    EDITORS: 'ann@example.org',
    NOW: '2026-11-20T09:00:00Z',
  };
  app = await open();
  await addReaders(app.store, READERS);
  await app.compose(app.thisWeek(), { who: 'ann@example.org', overEdits: false });
  expect(await app.approve(app.thisWeek(), { editor: 'ann@example.org' })).toMatchObject({ kind: 'approved' });
});

afterEach(async () => {
  sender.kill('SIGKILL');
  await app.close();
  await fake.close();
  await rm(folder, { recursive: true, force: true });
});

test('a sender that is killed while its issue is paused loses nobody: after resuming, another process sends the rest', {
  timeout: 60_000,
}, async () => {
  const name = app.thisWeek();
  // Longer than the sender lives: it dies with calls under way whose answers it never saw.
  fake.script(Array.from({ length: 4 }, () => ({ kind: 'slow' as const, ms: 2500 })));
  sender = spawn(process.execPath, ['src/cli/verdicts.ts', 'send'], { env: { PATH: process.env.PATH, ...settings } });
  const death = once(sender, 'close');
  await vi.waitFor(() => expect(fake.accepted.length).toBeGreaterThanOrEqual(100), { timeout: 20_000 });
  await pauseSending(app.store, { name, who: 'ann@example.org', at: app.clock() });
  sender.kill('SIGKILL');
  await death;
  await app.close();

  app = await open();
  expect(await findIssue(app.store, name)).toMatchObject({ pausedBecause: 'ann@example.org paused it' });
  const calls = fake.requests.length;
  expect(await resumeJob(app, stop)).toBeUndefined();
  expect(fake.requests).toHaveLength(calls);

  await resumeSending(app.store, { name, who: 'ann@example.org', at: app.clock() });
  await app.close();
  app = await open();
  expect(await resumeJob(app, stop)).toBe(`${name}: sent`);
  expect(fake.accepted).toHaveLength(READERS);
  expect(new Set(fake.accepted.map(({ to }) => to[0])).size).toBe(READERS);
});
