import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type LongRun, startRun } from './a-long-run.ts';
import { runVerdicts } from './a-served-site.ts';

vi.setConfig({ testTimeout: 60_000 });

const REACT = /^(react|react-dom|scheduler)$/;
/** What renders mails, layouts, charts and pictures, and what opens a browser: seconds and megabytes that wait until they are needed. */
const HEAVY =
  /^(@react-email\/.*|react-email|mjml.*|@observablehq\/plot|d3.*|@resvg\/.*|satori|html-validate|linkedom|playwright.*)$/;

const lastJob = /"job":"forget-event-bodies".*"scheduled"/;

async function aStart() {
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-start-up-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const loaded = join(folder, 'loaded.txt');
  const env = {
    PATH: process.env.PATH,
    NODE_OPTIONS: `--import=${new URL('./tell-loaded.ts', import.meta.url).href}`,
    LOADED_MODULES: loaded,
    DATABASE_URL: join(folder, 'verdicts.sqlite'),
    NOW: '2026-11-20T10:00:00Z',
    PORT: '0',
    RESEND_API_KEY: 're_nobody',
    RESEND_BASE_URL: 'http://127.0.0.1:9',
    MAIL_FROM: 'Verdicts <verdicts@verdicts.example>',
    POSTAL_ADDRESS: '1 Example Street, 12345 Sampletown',
    PUBLIC_URL: 'https://verdicts.example',
    APP_SECRET: 'a secret of a test, long enough for anybody',
  };
  const modules = async () => (await readFile(loaded, 'utf8')).trim().split('\n');
  /** The packages of a pattern that were loaded. */
  const packages = async (pattern: RegExp) => {
    const names = (await modules()).flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []);
    return [...new Set(names)].filter((name) => pattern.test(name)).sort();
  };
  return { env, modules, packages };
}

async function startAndEnd(run: LongRun): Promise<void> {
  await run.logged(lastJob);
  expect(await run.end()).toBe(0);
}

test('send has loaded neither React nor anything heavy until it has an issue to make ready', async () => {
  const { env, modules, packages } = await aStart();
  expect(await runVerdicts(env, 'send')).toMatchObject({ code: 1, stdout: expect.stringContaining('2026-W47') });
  expect(await modules()).toContainEqual(expect.stringMatching(/\/src\/delivery\/send-week\.ts$/));
  expect(await packages(REACT)).toEqual([]);
  expect(await packages(HEAVY)).toEqual([]);
});

test('a worker has loaded neither React nor anything heavy when it has started', async () => {
  const { env, modules, packages } = await aStart();
  await startAndEnd(startRun('worker', env));
  expect(await modules()).toContainEqual(expect.stringMatching(/\/src\/delivery\/work-on-batch\.ts$/));
  expect(await packages(REACT)).toEqual([]);
  expect(await packages(HEAVY)).toEqual([]);
});

test('serve has loaded React for its pages when it has started, and nothing else that is heavy', async () => {
  const { env, packages } = await aStart();
  await startAndEnd(startRun('serve', env));
  expect(await packages(REACT)).toEqual(['react', 'react-dom']);
  expect(await packages(HEAVY)).toEqual([]);
});
