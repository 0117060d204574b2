import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Hono } from 'hono';
import type { SubmitBatch } from '#delivery/answer.ts';
import { contentHash } from '#issue/issue-content.ts';
import { issueNameSchema } from '#issue/issue-name.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { hold, skip } from '#issue/issue-steps.ts';
import type { Store } from '#store/open-store.ts';
import { addressSchema } from '#subscribers/address.ts';
import { markAnswered, recordSignUp, waitingSignUps } from '#subscribers/sign-up-queries.ts';
import { type App, openApp } from '../../src/app.ts';
import { siteApp } from '../../src/cli/site-app.ts';
import { readConfig } from '../../src/config.ts';
import { keepLink, openSession } from '../../src/studio/sign-in/editor-token-queries.ts';
import { aCorrection, aSpecial } from '../builders/beside-builders.ts';
import { aContent, aDraft, byTest, week } from '../builders/issue-builders.ts';
import { aMailedIssue } from '../builders/mailed-issue-builder.ts';
import { addReaders } from '../builders/store-builders.ts';
import { soundFiles } from '../catalog/data-folder.ts';

export const ORIGIN = 'https://verdicts.example';
export const NOW = new Date('2026-11-20T12:00:00.000Z');
export const SECRET = 'a secret that only these tests know, long enough';
export const WEBHOOK_SECRET = `whsec_${Buffer.from('the secret of these tests').toString('base64')}`;
export const EDITOR = 'ann@example.org';
export const SESSION = 'a-session-of-ann';
export const LINK = 'a-link-in-the-mailbox-of-ann';
/** One issue in each state, beside the draft of the week. */
export const ISSUES = {
  draft: '2026-W47',
  sent: '2026-W46',
  sending: '2026-W45',
  held: '2026-W44',
  skipped: '2026-W43',
  special: '2026-W47-special-1',
  correction: '2026-W47-correction-1',
} as const;
/** The id of the issue that was sent, and of a mail of it. */
export const SENT_ID = 1;
export const READERS = 8;
export const emailIdOf = (reader: number) => `00000000-0000-4000-8000-00000000000${reader}`;

export type FuzzedSite = {
  app: App;
  site: Hono;
  /** What went wrong inside while answering. */
  errors: Error[];
  close(): Promise<void>;
};

const HTML = ['compare/alpha-vs-beta', 'vote/alpha-vs-beta/%%READER_TOKEN%%', 'unsubscribe/%%READER_TOKEN%%']
  .map((path) => `<a href="${ORIGIN}/${path}">a link</a>`)
  .join(' ');

async function theDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-fuzz-'));
  for (const [file, text] of Object.entries(soundFiles())) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
}

async function mailedIssues(store: Store): Promise<void> {
  const mailed = (name: string) => ({ name: week(name), content: aContent({ week: week(name) }) });
  const sent = [{ event: 'delivered' }, { event: null }, { event: 'bounced' }, { event: 'complained' }] as const;
  const fates = [...sent, {}, { outcome: 'rejected' }, {}] as const;
  await aMailedIssue(store, { ...mailed(ISSUES.sent), fates });
  const open = [{}, { outcome: 'unknown' }, { outcome: null }] as const;
  await aMailedIssue(store, { ...mailed(ISSUES.sending), fates: open, state: 'sending' });
  const message = JSON.stringify({
    from: 'x@y.example',
    subject: 'Alpha or Beta?',
    html: HTML,
    text: 'x',
    headers: {},
  });
  await store.updateTable('frozen_messages').set({ message }).execute();
  for (let reader = 1; reader <= fates.length; reader += 1)
    await store
      .updateTable('deliveries')
      .set({ email_id: emailIdOf(reader) })
      .where('issue_id', '=', SENT_ID)
      .where('outcome', '=', 'accepted')
      .where('subscriber_id', '=', reader)
      .execute();
}

async function openIssues(store: Store): Promise<void> {
  const named = (name: string) => {
    const content = aContent({ week: week(name) });
    return { name: week(name), content, contentHash: contentHash(content) };
  };
  await insertIssue(store, aDraft(), byTest);
  await insertIssue(store, hold({ ...aDraft(), ...named(ISSUES.held) }, 'no lead', 'editor'), byTest);
  await insertIssue(store, skip({ ...aDraft(), ...named(ISSUES.skipped) }, 'nothing new', 'composing'), byTest);
  const { special, correction } = ISSUES;
  for (const [name, content] of [
    [special, aSpecial()],
    [correction, aCorrection()],
  ] as const)
    await insertIssue(
      store,
      { ...aDraft(), name: issueNameSchema.parse(name), content, contentHash: contentHash(content) },
      byTest,
    );
}

async function people(store: Store): Promise<void> {
  await addReaders(store, READERS);
  const left = { status: 'unsubscribed', status_changed_at: NOW.toISOString() } as const;
  await store.updateTable('subscribers').set(left).where('id', '=', 2).execute();
  const put = { status: 'suppressed', suppressed_for: 'bounce' } as const;
  await store.updateTable('subscribers').set(put).where('id', '=', 3).execute();
  for (const name of ['waiting', 'answered', 'delivered+reader1'] as const) {
    const address = addressSchema.parse(`${name}@resend.dev`);
    const votes = 'alpha=ship&beta=skip';
    await recordSignUp(store, { address, page: '/', ipHash: 'x', userAgent: 'x', votes }, NOW);
  }
  for (const { id } of (await waitingSignUps(store, 10)).slice(1)) await markAnswered(store, id);
  await keepLink(store, 'a-used-link', EDITOR, NOW);
  await openSession(store, 'a-used-link', SESSION, NOW);
  await keepLink(store, LINK, EDITOR, NOW);
}

const silence = { kind: 'silence', message: 'nobody there' } as const;
const says = async () => silence;
const tellsNothing = {
  apiKeyMark: 'of a test',
  listMails: says,
  mailTags: says,
  templates: { find: says, create: says, publish: says },
};

const takesAll: SubmitBatch = async (body) => ({
  kind: 'accepted',
  ids: (JSON.parse(Buffer.concat(body.pieces).toString()) as unknown[]).map((_, index) => emailIdOf(index)),
  refused: [],
  rate: undefined,
});

/** Site and studio over a database in memory that holds one of everything, without a socket; the clock stands still. */
export async function aFuzzedSite(settings: Record<string, string> = {}): Promise<FuzzedSite> {
  const dataDir = await theDataFolder();
  const { config, problems } = readConfig({
    DATABASE_URL: ':memory:',
    DATA_DIR: dataDir,
    PUBLIC_URL: ORIGIN,
    APP_SECRET: SECRET,
    EDITORS: EDITOR,
    RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
    FORM_ORIGINS: 'https://partner.example',
    TRUSTED_PROXIES: '1',
    TIME_ZONE: 'America/New_York',
    ...settings,
  });
  if (!config) throw new Error(problems.join('\n'));
  const opened = await openApp(config, () => NOW);
  const app: App = {
    ...opened,
    answerSoon: () => undefined,
    provider: async () => ({ ...tellsNothing, submitBatch: takesAll }),
  };
  await people(app.store);
  await mailedIssues(app.store);
  await openIssues(app.store);
  const errors: Error[] = [];
  const site = siteApp(app, {
    report: (error) => errors.push(error),
    stop: new AbortController().signal,
    announce: () => undefined,
    startSending: () => undefined,
    rehearsal: undefined,
    addSampleReaders: undefined,
  });
  return {
    app,
    site,
    errors,
    async close() {
      await app.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
