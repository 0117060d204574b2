import { Hono } from 'hono';
import { type App, openApp } from '#app.ts';
import { dateInZone } from '#calendar/plain-date.ts';
import { readConfig } from '#config.ts';
import { freezeIssue } from '#delivery/freeze-issue.ts';
import { webhookRoutes } from '../../../src/web/webhooks/webhook-routes.ts';
import { aDatabase } from '../../builders/databases.ts';
import { anApprovedIssue } from '../../builders/issue-builders.ts';
import { aSendingRig, type Rig, START } from '../../builders/sending-rig.ts';
import type { FakeResendOptions } from '../../fakes/fake-resend.ts';
import type { AcceptedMail } from '../../fakes/resend/accepted-mail.ts';
import type { EventKind } from '../../fakes/resend/webhook-event.ts';
import type { EventPlan } from '../../fakes/resend/webhook-sender.ts';

export const WEBHOOK_SECRET = `whsec_${Buffer.from('the secret of these tests').toString('base64')}`;

export type EventsRig = Rig & {
  app: App;
  web: Hono;
  /** What the site reported as gone wrong. */
  errors: Error[];
  /** Posts a signed event to the site and says how it was answered. */
  post(plan: EventPlan): Promise<Response>;
  /** The accepted mail of a reader, by the reader's number. */
  mailOf(reader: number): AcceptedMail;
  /** Posts one event after the other about the mail of a reader. */
  tell(reader: number, ...kinds: EventKind[]): Promise<void>;
  delivery(reader: number): Promise<{ outcome: string | null; event: string | null; problem: string | null }>;
  reader(id: number): Promise<{ status: string; status_reason: string | null; soft_bounces: number }>;
  kept(): Promise<{ svix_id: string; state: string; type: string; machine: string | null; problem: string | null }[]>;
};

type Site = (app: App, report: (error: Error) => void) => Hono;
type Options = { readers?: number; secret?: string; fake?: FakeResendOptions; site?: Site };

/** Frozen as it stands, because composing and rendering take longer than all the rest of a test. */
const MESSAGE = {
  from: 'Weekly AI Tool Verdicts <verdicts@verdicts.example>',
  replyTo: undefined,
  subject: 'Alpha or Beta?',
  html: [
    'https://verdicts.example/compare/alpha-vs-beta',
    'https://verdicts.example/vote/alpha-vs-beta/%%READER_TOKEN%%',
    'https://verdicts.example/panel?from=mail&amp;week=47',
    'https://verdicts.example/unsubscribe/%%READER_TOKEN%%',
  ]
    .map((href) => `<a href="${href}">a link</a>`)
    .join(' '),
  text: 'Alpha or Beta?',
  headers: {},
};

const webhooksOnly: Site = (app) => new Hono().route('/', webhookRoutes(app));

/** The sending rig with the site, or its webhooks alone, beside it on the same database and the same clock. */
export async function anEventsRig({
  readers = 3,
  secret = WEBHOOK_SECRET,
  fake = {},
  site = webhooksOnly,
}: Options = {}): Promise<EventsRig> {
  const { config, problems } = readConfig({ DATABASE_URL: await aDatabase(), RESEND_WEBHOOK_SECRET: secret });
  if (!config) throw new Error(problems.join(', '));
  const opened = await openApp(config);
  const issue = anApprovedIssue('of what an editor saw');
  const rig = await aSendingRig({ readers, issue, fake, store: opened.store });
  await freezeIssue(rig.store, issue, MESSAGE, { now: START, today: dateInZone(START, 'UTC') });
  const app: App = { ...opened, clock: () => rig.fake.now() };
  const errors: Error[] = [];
  const web = site(app, (error) => errors.push(error));
  const sender = rig.fake.events({ url: 'http://unused.test', secret: WEBHOOK_SECRET });
  const post = async (plan: EventPlan) => {
    const { headers, body } = sender.prepare(plan);
    return web.request('/webhooks/resend', { method: 'POST', headers, body });
  };
  const mailOf = (reader: number) => {
    const [mail] = rig.fake.mailsTo(`delivered+reader${reader}@resend.dev`);
    if (!mail) throw new Error(`reader ${reader} was sent nothing`);
    return mail;
  };
  return {
    ...rig,
    app,
    web,
    errors,
    post,
    mailOf,
    async tell(reader, ...kinds) {
      for (const event of kinds) await post({ mail: mailOf(reader), event });
    },
    delivery: (reader) =>
      app.store
        .selectFrom('deliveries')
        .select(['outcome', 'event', 'problem'])
        .where('subscriber_id', '=', reader)
        .executeTakeFirstOrThrow(),
    reader: (id) =>
      app.store
        .selectFrom('subscribers')
        .select(['status', 'status_reason', 'soft_bounces'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    kept: () =>
      app.store
        .selectFrom('provider_events')
        .select(['svix_id', 'state', 'type', 'machine', 'problem'])
        .orderBy('received_at')
        .orderBy('svix_id')
        .execute(),
  };
}
