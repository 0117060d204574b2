import { randomUUID } from 'node:crypto';
import { type Clock, clockFrom, systemClock } from '#calendar/clock.ts';
import { type IsoWeek, isoWeekSchema, mondayOf, weekOf } from '#calendar/iso-week.ts';
import { dateInZone, type PlainDate } from '#calendar/plain-date.ts';
import { type CatalogReading, readCatalog } from '#catalog/read-catalog.ts';
import { answerReaders } from '#delivery/answer-readers.ts';
import { type Approving, approveWeek, type Yes } from '#delivery/approve-week.ts';
import type { Provider } from '#delivery/resend-provider.ts';
import type { SendEvent } from '#delivery/work-on-batch.ts';
import { type ComposeWeekInput, type Composing, composeWeek } from '#issue/compose-week.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { type MadeCall, timedCalls } from '#monitoring/timed-calls.ts';
import { type EditorMails, editorMails } from '#rendering/editor-mails.ts';
import { type ReaderMails, readerMails } from '#rendering/reader-mails.ts';
import { type ReadyMail, readyMail as readyMailHere } from '#rendering/ready-mail.ts';
import type { MailSettings } from '#rendering/render-issue.ts';
import { type JobRunner, jobRunner } from '#schedule/job-runner.ts';
import { runSoon } from '#schedule/run-soon.ts';
import { firstSlotFrom } from '#schedule/slots.ts';
import { type Holder, thisProcess } from '#store/lease-queries.ts';
import { openStore, type Store } from '#store/open-store.ts';
import type { Secrets } from '#subscribers/signed-token.ts';
import type { Config } from './config.ts';
import { joinSending, type Sending } from './join-sending.ts';

/** By then the page that answers a form is on its way: how long its mail takes shows in no answer. */
const ANSWER_AFTER_MS = 1000;

type ComposedBy = Pick<ComposeWeekInput, 'who' | 'overEdits'>;

type Timed = { name: IssueName; sendAt?: string };

/** The steps of the week joined together: what the commands, the jobs and the pages stand on. */
export type App = Sending & {
  /** How scheduled jobs run on this database. */
  runSchedule: JobRunner['runSchedule'];
  config: Config;
  store: Store;
  clock: Clock;
  mail: MailSettings;
  /** The secret in use, then those that only open older tokens. */
  secrets: Secrets;
  holder: Holder;
  today(): PlainDate;
  thisWeek(): IsoWeek;
  readCatalog(): Promise<CatalogReading>;
  /** When an issue goes out: at its own time, else when the schedule says for its week; undefined when somebody has to say. */
  sendTime(issue: Timed): Date | undefined;
  compose(week: IsoWeek, by: ComposedBy): Promise<Composing>;
  approve(name: IssueName, yes: Omit<Yes, 'now' | 'today'>): Promise<Approving>;
  /** Undefined when no provider is set up: nothing can reach a real inbox then. */
  provider(): Promise<Provider | undefined>;
  editorMails: EditorMails;
  /** Mails that answer one reader. */
  mails: ReaderMails;
  /** Answers the sign-ups that were taken in and sends the mails that wait; says what came of it, if anything. */
  answerReaders(stop: AbortSignal): Promise<string | undefined>;
  /** Has the same done in the background in a moment; returns at once, whoever it is for. */
  answerSoon(): void;
  close(): Promise<void>;
};

/** How the program around an app ends its calls to the provider, and hears of them. */
export type CallWatch = {
  /** Signalled when the program is to end: mails that wait stay for its next start. */
  stop: AbortSignal;
  /** Signalled when calls under way are waited for no longer. */
  giveUp: AbortSignal;
  /** Hears of every batch that was handed over. */
  called(call: MadeCall): void;
  /** Hears how every sending goes. */
  hear(event: SendEvent): void;
};

/** What differs from one kind of program to another. */
export type ProgramPorts = CallWatch & {
  /** Makes the mail of an issue that is about to be approved or sent. */
  readyMail: ReadyMail;
};

const NEVER = new AbortController().signal;
export const UNWATCHED: CallWatch = {
  stop: NEVER,
  giveUp: NEVER,
  called: () => undefined,
  hear: () => undefined,
};

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

async function openProvider({ apiKey, baseUrl }: Config['resend'], calls: CallWatch): Promise<Provider | undefined> {
  if (apiKey === undefined && !isLoopback(baseUrl)) return undefined;
  const { resendProvider } = await import('#delivery/resend-provider.ts');
  const { giveUp } = calls;
  const provider = resendProvider({ apiKey: apiKey ?? 're_local_stand_in', baseUrl, giveUp });
  return { ...provider, submitBatch: timedCalls(provider.submitBatch, calls.called) };
}

function weeklySlot({ sendCron, timeZone }: Config, week: IsoWeek): Date {
  return firstSlotFrom(sendCron, timeZone, mondayOf(week));
}

/** What is mailed beside a week's issue has no time of the schedule. */
function sendTime(config: Config, { name, sendAt }: Timed): Date | undefined {
  if (sendAt !== undefined) return new Date(sendAt);
  const week = isoWeekSchema.safeParse(name);
  return week.success ? weeklySlot(config, week.data) : undefined;
}

async function compose(config: Config, store: Store, week: IsoWeek, now: Date, by: ComposedBy): Promise<Composing> {
  return composeWeek(store, {
    week,
    reading: await readCatalog(config.dataDir),
    limits: config.lineup,
    today: dateInZone(now, config.timeZone),
    sendsOn: dateInZone(weeklySlot(config, week), config.timeZone),
    composedAt: now,
    ...by,
  });
}

function clockOf({ now }: Config): Clock {
  return now === undefined ? systemClock : clockFrom(now);
}

/** Opens the database and joins the steps; `complain` hears what fails in the background. Close it when done. */
export async function openApp(
  config: Config,
  clock: Clock = clockOf(config),
  complain: (error: Error) => void = ({ message }) => console.error(`in the background: ${message}`),
  { readyMail, ...calls }: ProgramPorts = { ...UNWATCHED, readyMail: readyMailHere },
): Promise<App> {
  const { appSecret: secret, approval, delivery } = config;
  const store = await openStore(config.databaseUrl);
  const mail: MailSettings = { ...config.mail, publicUrl: config.publicUrl };
  const holder = thisProcess(randomUUID());
  const mails = readerMails(mail);
  const provider = () => openProvider(config.resend, calls);
  const today = () => dateInZone(clock(), config.timeZone);
  const answering = { store, clock, secret, mails, provider };
  const answer = (stop: AbortSignal) => answerReaders({ ...answering, stop: AbortSignal.any([stop, calls.stop]) });
  const runner = jobRunner(config.databaseUrl, complain);
  const soon = runSoon(answer, { afterMs: ANSWER_AFTER_MS, complain });
  return {
    config,
    store,
    mails,
    editorMails: editorMails(mail),
    answerReaders: answer,
    answerSoon: soon.ask,
    clock,
    mail,
    secrets: [secret, ...config.previousSecrets],
    holder,
    today,
    thisWeek: () => weekOf(today()),
    readCatalog: () => readCatalog(config.dataDir),
    sendTime: (issue) => sendTime(config, issue),
    compose: (week, by) => compose(config, store, week, clock(), by),
    approve: (name, yes) => approveWeek({ store, mail, readyMail }, name, { ...yes, now: clock(), today: today() }),
    provider,
    ...joinSending({ store, clock, today, mail, readyMail, holder, secret, approval, delivery }, runner, calls.hear),
    runSchedule: runner.runSchedule,
    async close() {
      await soon.close();
      await runner.close();
      await store.destroy();
    },
  };
}
