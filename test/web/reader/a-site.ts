import type { Clock } from '#calendar/clock.ts';
import { type App, openApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { formStartedStamp } from '../../../src/web/sign-up/form-started.ts';
import { webApp } from '../../../src/web/web-app.ts';
import { aDatabase } from '../../builders/databases.ts';
import { addReaders } from '../../builders/store-builders.ts';
import { type FakeResend, startFakeResend } from '../../fakes/fake-resend.ts';

export const SECRET = 'a secret that only these tests know, long enough';
export const START = new Date('2026-11-17T09:00:00.000Z');
export const PUBLIC_URL = 'https://verdicts.example';

export type Site = {
  app: App;
  fake: FakeResend;
  errors: Error[];
  advance(ms: number): void;
  get(path: string): Promise<Response>;
  /** A request as it comes, from an address of the test's choice. */
  request(path: string, init?: RequestInit, from?: string): Promise<Response>;
  /** A form, filled in long enough ago unless it says otherwise. */
  post(path: string, fields?: Record<string, string> | [string, string][], from?: string): Promise<Response>;
  /** The stamp of a form that was handed out a minute ago. */
  started(): string;
  /** Lets the job run that answers readers, and returns the mails it sent. */
  answered(): Promise<FakeResend['accepted']>;
  /** Everything the database holds. */
  dump(): Promise<string>;
  end(): Promise<void>;
};

const TABLES = [
  'issues',
  'frozen_messages',
  'frozen_orders',
  'subscribers',
  'erased_addresses',
  'outgoing_mails',
  'sign_ups',
  'rate_limits',
  'provider_events',
  'batches',
  'deliveries',
  'votes',
  'schedule_runs',
  'leases',
] as const;

async function openSiteApp(fake: FakeResend, settings: Record<string, string>, clock: Clock): Promise<App> {
  const { config, problems } = readConfig({
    DATABASE_URL: await aDatabase(),
    RESEND_BASE_URL: fake.url,
    PUBLIC_URL,
    APP_SECRET: SECRET,
    ...settings,
  });
  if (!config) throw new Error(problems.join('\n'));
  return openApp(config, clock);
}

/** The whole site over a database and a Resend of its own, with a clock that only the test moves. */
export async function aSite(settings: Record<string, string> = {}, readers = 0): Promise<Site> {
  let nowMs = START.getTime();
  const clock = () => new Date(nowMs);
  const fake = await startFakeResend({ rateLimit: 1000, now: clock });
  const app = await openSiteApp(fake, settings, clock);
  if (readers > 0) await addReaders(app.store, readers);
  const errors: Error[] = [];
  // Tests say themselves when readers are answered.
  const web = webApp({ ...app, answerSoon: () => undefined }, (error) => errors.push(error));
  const request = async (path: string, init: RequestInit = {}, from = '192.0.2.1') =>
    web.request(`${PUBLIC_URL}${path}`, init, { incoming: { socket: { remoteAddress: from } } });
  return {
    app,
    fake,
    errors,
    advance(ms) {
      nowMs += ms;
    },
    request,
    get: (path) => request(path),
    post: (path, fields = {}, from = undefined) =>
      request(path, { method: 'POST', body: new URLSearchParams(fields) }, from),
    started: () => formStartedStamp(SECRET, new Date(nowMs - 60_000)),
    async answered() {
      const before = fake.accepted.length;
      await app.answerReaders(new AbortController().signal);
      return fake.accepted.slice(before);
    },
    async dump() {
      const rows = await Promise.all(TABLES.map((table) => app.store.selectFrom(table).selectAll().execute()));
      return JSON.stringify(rows);
    },
    async end() {
      await app.close();
      await fake.close();
    },
  };
}
