import type { Hono } from 'hono';
import type { Clock } from '#calendar/clock.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { type App, openApp } from '../../src/app.ts';
import { siteApp } from '../../src/cli/site-app.ts';
import { readConfig } from '../../src/config.ts';
import { aDatabase } from '../builders/databases.ts';
import { addReaders } from '../builders/store-builders.ts';
import { type FakeResend, startFakeResend } from '../fakes/fake-resend.ts';
import { type Client, client } from './client.ts';

/** Monday noon: the draft of 2026-W47 goes out on Tuesday at nine. */
export const START = new Date('2026-11-16T12:00:00.000Z');
/** Friday noon: by then the sample content fills the week. */
export const FRIDAY = new Date('2026-11-20T12:00:00.000Z');
export const ORIGIN = 'https://verdicts.example';
export const ANN = 'ann@example.org';
export const BOB = 'bob@example.org';

export type AStudio = {
  app: App;
  site: Hono;
  fake: FakeResend;
  /** What went wrong inside while answering. */
  errors: Error[];
  /** What was said to whoever started the program. */
  announced: string[];
  /** Issues whose sending was begun. */
  begun: IssueName[];
  advance(ms: number): void;
  /** Somebody with a cookie jar who is not signed in. */
  visitor(from?: string): Client;
  /** An editor who came in by the link in their mailbox. */
  signedIn(editor?: string): Promise<Client>;
  /** Asks for a link and says where the one in the mail leads. */
  linkFor(editor: string, to?: string): Promise<string>;
  /** Takes an address out of EDITORS, as after a restart. */
  dismiss(editor: string): void;
  end(): Promise<void>;
};

type StudioOptions = {
  settings?: Record<string, string>;
  /** In place of the sample content of `data/`; composing still reads the latter. */
  catalog?: Catalog;
  readers?: number;
  rehearsal?: string;
  now?: Date;
};

async function openStudioApp(fake: FakeResend, { settings = {}, catalog }: StudioOptions, clock: Clock): Promise<App> {
  const { config, problems } = readConfig({
    DATABASE_URL: await aDatabase(),
    RESEND_BASE_URL: fake.url,
    PUBLIC_URL: ORIGIN,
    APP_SECRET: 'a secret that only these tests know, long enough',
    EDITORS: `${ANN},${BOB}`,
    ...settings,
  });
  if (!config) throw new Error(problems.join('\n'));
  const app = await openApp(config, clock);
  // Tests say themselves when mails are sent.
  return {
    ...app,
    answerSoon: () => undefined,
    ...(catalog ? { readCatalog: async () => ({ catalog, faults: [] }) } : {}),
  };
}

/** The site with its studio on an empty database and a Resend of its own, with a clock that only the test moves. */
export async function aStudio(options: StudioOptions = {}): Promise<AStudio> {
  let nowMs = (options.now ?? START).getTime();
  const clock = () => new Date(nowMs);
  const fake = await startFakeResend({ rateLimit: 1000, now: clock });
  const app = await openStudioApp(fake, options, clock);
  if (options.readers) await addReaders(app.store, options.readers);
  const errors: Error[] = [];
  const announced: string[] = [];
  const begun: IssueName[] = [];
  const site = siteApp(app, {
    report: (error) => errors.push(error),
    announce: (line) => announced.push(line),
    startSending: (name) => begun.push(name),
    rehearsal: options.rehearsal,
    addSampleReaders: undefined,
    stop: new AbortController().signal,
  });
  const visitor = (from?: string) => client(site, ORIGIN, from);
  const linkFor = async (editor: string, to = '/studio') => {
    await visitor().post('/studio/sign-in', { email: editor, to });
    const before = fake.accepted.length;
    await app.answerReaders(new AbortController().signal);
    const mail = fake.accepted.slice(before).find((accepted) => accepted.to.includes(editor));
    return new RegExp(`${ORIGIN}(/studio/sign-in/\\S+)`).exec(mail?.text ?? '')?.[1] ?? 'no link';
  };
  return {
    app,
    site,
    fake,
    errors,
    announced,
    begun,
    advance(ms) {
      nowMs += ms;
    },
    visitor,
    linkFor,
    async signedIn(editor = ANN) {
      const one = visitor();
      const answer = await one.post(await linkFor(editor));
      if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`);
      return one;
    },
    dismiss(editor) {
      app.config = { ...app.config, editors: app.config.editors.filter((address) => address !== editor) };
    },
    async end() {
      await app.close();
      await fake.close();
    },
  };
}
