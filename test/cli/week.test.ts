import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FakeResend, startFakeResend } from '../fakes/fake-resend.ts';

// Each test starts a dozen processes.
vi.setConfig({ testTimeout: 60_000 });

const EDITOR = 'editor@example.org';
const READERS = 260;

let folder: string;
let fake: FakeResend;
let environment: NodeJS.ProcessEnv;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdicts-week-'));
  fake = await startFakeResend({ rateLimit: 1000 });
  environment = {
    PATH: process.env.PATH,
    DATABASE_URL: join(folder, 'week.sqlite'),
    RESEND_BASE_URL: fake.url,
    EDITORS: EDITOR,
    NOW: '2026-11-20T09:00:00Z',
  };
});

afterEach(async () => {
  await fake.close();
  await rm(folder, { recursive: true, force: true });
});

function start(...words: string[]): ChildProcess {
  return spawn(process.execPath, ['src/cli/verdicts.ts', ...words], { env: environment });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; stdout: string }> {
  let out = '';
  let stdout = '';
  child.stdout?.on('data', (data) => {
    out += data;
    stdout += data;
  });
  child.stderr?.on('data', (data) => (out += data));
  const [code] = await once(child, 'close');
  return { code, out, stdout };
}

const verdicts = (...words: string[]) => ended(start(...words));

async function approvedWeek(): Promise<void> {
  expect(await verdicts('subscribers', 'import', 'data/sample/subscribers.csv')).toMatchObject({
    code: 0,
    out: expect.stringContaining(`${READERS} added`),
  });
  expect(await verdicts('compose')).toMatchObject({ code: 0 });
  expect(await verdicts('approve', '--by', EDITOR)).toMatchObject({ code: 0 });
}

function expectEverybodyOnce(): void {
  expect(fake.accepted).toHaveLength(READERS);
  expect(new Set(fake.accepted.map(({ to }) => to[0])).size).toBe(READERS);
}

test('a week by hand: import, compose, approve, send, status', async () => {
  await approvedWeek();
  const { code, out } = await verdicts('send', '--dry-run');
  expect(code).toBe(0);
  expect(out).toContain(`would go to ${READERS} readers in 3 calls`);
  expect(out).toContain('39 of them read pairings of their categories first, in 3 orders; the others');
  expect(fake.requests).toEqual([]);
  expect(await verdicts('send')).toMatchObject({ code: 0, out: expect.stringContaining('2026-W47 is sent') });
  expectEverybodyOnce();
  const status = JSON.parse((await verdicts('status', '--json', '--names')).stdout);
  expect(status).toMatchObject({
    state: 'sent',
    accounting: { audience: READERS, accepted: READERS },
    readers: { active: READERS },
  });
  expect(status.deliveries).toHaveLength(READERS);
  expect(await verdicts('send')).toMatchObject({ code: 0, out: expect.stringContaining('nothing to send') });
  expectEverybodyOnce();
});

test('without an approval nothing leaves, and only an editor can give one', async () => {
  await verdicts('subscribers', 'import', 'data/sample/subscribers.csv');
  expect(await verdicts('weekly')).toMatchObject({ code: 1, out: expect.stringContaining('waits for an approval') });
  expect(await verdicts('approve', '--by', 'stranger@example.org')).toMatchObject({
    code: 2,
    out: expect.stringContaining('not in EDITORS'),
  });
  expect(await verdicts('weekly')).toMatchObject({ code: 1 });
  expect(fake.requests).toEqual([]);
});

test('a sender killed with -9 in the middle of a call loses nobody and mails nobody twice', async () => {
  await approvedWeek();
  // Longer than the sender lives: its successor first hears that a call with this key is still running.
  fake.script([{ kind: 'slow', ms: 2500 }]);
  const child = start('send');
  const death = ended(child);
  await vi.waitFor(() => expect(fake.accepted.length).toBeGreaterThanOrEqual(100), { timeout: 10_000 });
  child.kill('SIGKILL');
  expect((await death).code).toBeNull();
  expect(await verdicts('send')).toMatchObject({ code: 0, out: expect.stringContaining('2026-W47 is sent') });
  expectEverybodyOnce();
});

test('Ctrl-C finishes the call in flight, says where it stands, and the next run sends the rest', async () => {
  await approvedWeek();
  fake.script([
    { kind: 'slow', ms: 400 },
    { kind: 'slow', ms: 400 },
    { kind: 'slow', ms: 400 },
  ]);
  const child = start('send');
  const stopped = ended(child);
  await vi.waitFor(() => expect(fake.accepted.length).toBeGreaterThanOrEqual(100), { timeout: 10_000 });
  child.kill('SIGINT');
  expect(await stopped).toMatchObject({ code: 1, out: expect.stringContaining('stopped by hand') });
  expect(await verdicts('send')).toMatchObject({ code: 0 });
  expectEverybodyOnce();
});

test('of two senders at once one sends and the other says so; both end well', async () => {
  await approvedWeek();
  fake.script([{ kind: 'slow', ms: 1500 }]);
  const both = await Promise.all([verdicts('send'), verdicts('send')]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(both.filter(({ out }) => out.includes('another process is sending'))).toHaveLength(1);
  expectEverybodyOnce();
});

test('a copy of the database from before the send, put back, mails nobody and says why', async () => {
  await approvedWeek();
  const backup = join(folder, 'backup.sqlite');
  await copyFile(environment.DATABASE_URL ?? '', backup);
  expect(await verdicts('send')).toMatchObject({ code: 0 });
  environment.DATABASE_URL = backup;
  expect(await verdicts('send')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^2026-W47 is not sent but held: the provider’s list has 260 mails of it already/),
  });
  expect(await verdicts('status')).toMatchObject({ code: 0, out: expect.stringContaining('2026-W47 is held') });
  expectEverybodyOnce();
});

test('a week with nothing new is recorded as skipped and nobody is mailed', async () => {
  environment.NOW = '2026-12-15T09:00:00Z';
  environment.APPROVAL = 'auto';
  await verdicts('subscribers', 'import', 'data/sample/subscribers.csv');
  expect(await verdicts('weekly')).toMatchObject({
    code: 0,
    out: expect.stringContaining('2026-W51 is skipped: nothing new'),
  });
  expect(fake.requests).toEqual([]);
});

test('a test send goes to one address, marked, with links that act for nobody', async () => {
  await verdicts('compose');
  expect(await verdicts('test-send', '--to', 'delivered+me@resend.dev')).toMatchObject({ code: 0 });
  const [mail] = fake.accepted;
  expect(mail).toMatchObject({ to: ['delivered+me@resend.dev'], subject: '[Test] Midjourney or Adobe Firefly?' });
  expect(mail?.html).toContain('This is a test');
});

test('without a key, a real Resend is out of reach', async () => {
  delete environment.RESEND_BASE_URL;
  await approvedWeek();
  expect(await verdicts('send')).toMatchObject({ code: 1, out: expect.stringContaining('RESEND_API_KEY is not set') });
});
