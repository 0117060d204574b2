import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pauseSending } from '#delivery/steer-sending.ts';
import { openStore } from '#store/open-store.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { aMailedIssue } from '../builders/mailed-issue-builder.ts';
import { runVerdicts, type ServedSite, serveSite } from './a-served-site.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 30_000 });

const EDITOR = 'editor@example.org';
const READERS = 260;
const ISSUE = '/studio/issues/2026-W47';

let folder: string;
let environment: NodeJS.ProcessEnv;
let site: ServedSite | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdicts-rehearsal-'));
  environment = {
    PATH: process.env.PATH,
    DATABASE_URL: join(folder, 'rehearsal.sqlite'),
    PORT: '0',
    NOW: '2026-11-20T09:00:00Z',
  };
});

afterEach(async () => {
  await site?.end();
  site = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function status() {
  const { stdout } = await runVerdicts(environment, 'status', '--week', '2026-W47', '--json');
  return JSON.parse(stdout);
}

test('a rehearsal: in by the link in the log, sample readers, compose, approve, send; every mail is delivered to a stand-in', async () => {
  site = await serveSite(environment);
  expect(site.log()).toContain('This is a rehearsal');
  await site.signIn(EDITOR);
  expect((await site.open('/studio')).text('body')).toContain('This is a rehearsal');

  expect(await site.post('/studio/sample-readers')).toBe('303 /studio');
  expect(await site.post(`${ISSUE}/compose`)).toBe(`303 ${ISSUE}?done=composed`);
  const approving = Object.fromEntries((await site.open(ISSUE)).form(`form[action="${ISSUE}/approve"]`));
  expect(await site.post(`${ISSUE}/approve`, approving)).toBe(`303 ${ISSUE}?done=approved`);
  const sending = Object.fromEntries((await site.open(ISSUE)).form(`form[action="${ISSUE}/send"]`));
  expect(await site.post(`${ISSUE}/send`, sending)).toBe(`303 ${ISSUE}`);
  await site.logged(/"week":"2026-W47","result":"(sent)"/);

  expect(await status()).toMatchObject({ state: 'sent', accounting: { audience: READERS, accepted: READERS } });
  await vi.waitFor(
    async () => expect((await status()).accounting.ofAccepted).toMatchObject({ delivered: READERS, onItsWay: 0 }),
    { timeout: 30_000, interval: 500 },
  );
  expect((await site.open(ISSUE)).all('.sum td.number')).toEqual(['260', '260', '0', '0', '0', '0', '0']);
  expect(await site.end()).toBe(0);
  site = undefined;

  const live = {
    ...environment,
    RESEND_API_KEY: 're_not_a_key',
    MAIL_FROM: 'Verdicts <verdicts@news.example.org>',
    POSTAL_ADDRESS: '1 Example Street, 12345 Sampletown',
    PUBLIC_URL: 'https://verdicts.example.org',
    APP_SECRET: 'a secret that only these tests know, long enough',
  };
  for (const command of ['status', 'send', 'serve']) {
    const refused = await runVerdicts(live, command);
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('was rehearsed in since 2026-11-20T09:'),
    });
    expect(refused.stderr).toContain('Set another one and import your list into it.');
  }
});

test('the program ends when it is told to, also while somebody follows a sending that stands still', async () => {
  const store = await openStore(environment.DATABASE_URL ?? '');
  await aMailedIssue(store, { fates: [{ outcome: null }], state: 'sending' });
  await pauseSending(store, { name: aDraft().name, who: EDITOR, at: new Date('2026-11-17T09:30:00.000Z') });
  await store.destroy();
  site = await serveSite(environment);
  await site.signIn(EDITOR);
  const leaving = new AbortController();
  const following = await site.get(`${ISSUE}/progress`, { signal: leaving.signal }).catch((error: Error) => error);
  expect(following).toMatchObject({ status: 200 });
  expect(await site.end()).toBe(0);
  site = undefined;
  leaving.abort();
});
