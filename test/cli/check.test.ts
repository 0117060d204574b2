import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findIssue } from '#issue/issue-queries.ts';
import { openStore } from '#store/open-store.ts';
import { week } from '../builders/issue-builders.ts';

let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdicts-check-'));
  environment = {
    PATH: process.env.PATH,
    DATABASE_URL: join(folder, 'check.sqlite'),
    NOW: '2026-11-20T09:00:00Z',
  };
  await verdicts({}, 'compose');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verdicts(changed: NodeJS.ProcessEnv, ...words: string[]) {
  const child = spawn(process.execPath, ['src/cli/verdicts.ts', ...words], { env: { ...environment, ...changed } });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => (output.stdout += data));
  child.stderr.on('data', (data) => (output.stderr += data));
  const [code] = await once(child, 'close');
  return { code, ...output };
}

async function storedIssue() {
  const store = await openStore(environment.DATABASE_URL ?? '');
  const issue = await findIssue(store, week('2026-W47'));
  await store.destroy();
  return issue;
}

test('the sample issue of this week has no error', async () => {
  expect(await verdicts({}, 'check', '--issue')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^2026-W47: \d+ checks, errors: 0, warnings: 0$/m),
  });
});

test('errors end the check with 2, as lines and as JSON, and the draft stays as it was', async () => {
  const before = await storedIssue();
  const wrong = { PUBLIC_URL: 'https://wiki.internal' };
  expect(await verdicts(wrong, 'check', '--issue', '2026-W47')).toMatchObject({
    code: 2,
    stdout: expect.stringMatching(/^error links: https:\/\/wiki\.internal\/\S+ leads to a private host/m),
  });
  const asJson = await verdicts(wrong, 'check', '--issue', '--json');
  expect(asJson.code).toBe(2);
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    week: '2026-W47',
    findings: expect.arrayContaining([expect.objectContaining({ check: 'links', level: 'error' })]),
  });
  expect(await storedIssue()).toEqual(before);
});

test('a week without an issue cannot be checked', async () => {
  expect(await verdicts({}, 'check', '--issue', '2026-W30')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('2026-W30 has no content to check'),
  });
});

test('what is no week is wrong usage', async () => {
  expect(await verdicts({}, 'check', '--issue', 'next')).toMatchObject({ code: 2 });
});

test('without --issue the data folder is checked', async () => {
  expect(await verdicts({}, 'check')).toMatchObject({ code: 0, stdout: expect.stringContaining('no fault') });
});
