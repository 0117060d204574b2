import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, clockFrom, systemClock } from '#calendar/clock.ts';
import { type IsoWeek, mondayOf, weekOf } from '#calendar/iso-week.ts';
import { dateInZone, type PlainDate } from '#calendar/plain-date.ts';
import { type CatalogReading, readCatalog } from '#catalog/read-catalog.ts';
import { type Approving, approveWeek } from '#delivery/approve-week.ts';
import type { Provider } from '#delivery/resend-provider.ts';
import type { SendEvent } from '#delivery/send-issue.ts';
import { type SendWeekResult, sendWeek } from '#delivery/send-week.ts';
import { type Composing, composeWeek } from '#issue/compose-week.ts';
import { type ReaderMails, readerMails } from '#rendering/reader-mails.ts';
import type { MailSettings } from '#rendering/render-issue.ts';
import { firstSlotFrom } from '#schedule/slots.ts';
import { type Holder, thisProcess } from '#store/lease-queries.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { answerSignUps } from '#subscribers/answer-sign-ups.ts';
import type { OutgoingMail } from '#subscribers/outgoing-mail-queries.ts';
import { type SendingOutcome, sendOutgoingMails } from '#subscribers/send-outgoing-mails.ts';
import type { Secrets } from '#subscribers/signed-token.ts';
import type { Config } from './config.ts';

/** The steps of the week joined together: what the commands, the jobs and the pages stand on. */
export type App = {
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
  compose(week: IsoWeek): Promise<Composing>;
  approve(week: IsoWeek, editor: string): Promise<Approving>;
  /** Undefined when no provider is set up: nothing can reach a real inbox then. */
  provider(): Promise<Provider | undefined>;
  send(
    week: IsoWeek,
    provider: Provider,
    watch: { report(event: SendEvent): void; stop: AbortSignal },
  ): Promise<SendWeekResult>;
  /** Mails that answer one reader. */
  mails: ReaderMails;
  /** Answers the sign-ups that were taken in and sends the mails that wait; says what came of it. */
  answerReaders(stop: AbortSignal): Promise<string>;
  close(): Promise<void>;
};

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

async function openProvider({ apiKey, baseUrl }: Config['resend']): Promise<Provider | undefined> {
  if (apiKey === undefined && !isLoopback(baseUrl)) return undefined;
  const { resendProvider } = await import('#delivery/resend-provider.ts');
  return resendProvider({ apiKey: apiKey ?? 're_local_stand_in', baseUrl });
}

/** The day of the week's regular sending. */
function sendDay({ sendCron, timeZone }: Config, week: IsoWeek): PlainDate {
  return dateInZone(firstSlotFrom(sendCron, timeZone, mondayOf(week)), timeZone);
}

async function waitOrStop(ms: number, stop: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: stop }).catch(() => undefined);
}

/** A batch of one: the endpoint of batches takes an idempotency key, so that a retry is no second mail. */
async function submitMail(
  { submitBatch }: Provider,
  { id, kind, address, message }: OutgoingMail,
): Promise<SendingOutcome> {
  const { replyTo, headers, ...words } = message;
  const reply = replyTo === undefined ? {} : { replyTo };
  const item = { ...words, ...reply, to: address, headers: { ...headers }, tags: [{ name: 'kind', value: kind }] };
  const answer = await submitBatch([item], `mail-${id}`);
  if (answer.kind === 'silence') return { kind: 'later', problem: answer.message };
  if (answer.kind === 'accepted') {
    const [refused] = answer.refused;
    return refused ? { kind: 'refused', problem: refused.problem } : { kind: 'accepted' };
  }
  const problem = `${answer.status} ${answer.name}: ${answer.message}`;
  return { kind: [400, 413, 422].includes(answer.status) ? 'refused' : 'later', problem };
}

async function compose(config: Config, store: Store, week: IsoWeek, now: Date): Promise<Composing> {
  return composeWeek(store, {
    week,
    reading: await readCatalog(config.dataDir),
    limits: config.lineup,
    today: dateInZone(now, config.timeZone),
    sendsOn: sendDay(config, week),
    composedAt: now,
  });
}

type Answering = Pick<App, 'store' | 'clock' | 'config' | 'mails' | 'provider'>;

async function answerReaders({ store, clock, config, mails, provider }: Answering, stop: AbortSignal): Promise<string> {
  const answered = await answerSignUps({ store, secret: config.appSecret, now: clock(), mails });
  const open = await provider();
  if (!open) return `${answered}, no provider is set up`;
  const submit = (mail: OutgoingMail) => submitMail(open, mail);
  return `${answered}, ${await sendOutgoingMails({ store, clock, submit, stop })}`;
}

function clockOf({ now }: Config): Clock {
  return now === undefined ? systemClock : clockFrom(now);
}

/** Opens the database and joins the steps. Close it when done. */
export async function openApp(config: Config, clock: Clock = clockOf(config)): Promise<App> {
  const store = await openStore(config.databaseUrl);
  const mail: MailSettings = { ...config.mail, publicUrl: config.publicUrl };
  const holder = thisProcess(randomUUID());
  const mails = readerMails(mail);
  const provider = () => openProvider(config.resend);
  const today = () => dateInZone(clock(), config.timeZone);
  return {
    config,
    store,
    mails,
    answerReaders: (stop) => answerReaders({ store, clock, config, mails, provider }, stop),
    clock,
    mail,
    secrets: [config.appSecret, ...config.previousSecrets],
    holder,
    today,
    thisWeek: () => weekOf(today()),
    readCatalog: () => readCatalog(config.dataDir),
    compose: (week) => compose(config, store, week, clock()),
    approve: (week, editor) => approveWeek(store, week, mail, editor, clock()),
    provider,
    send: (week, { submitBatch }, watch) =>
      sendWeek(
        {
          store,
          clock,
          mail,
          holder,
          submitBatch,
          secret: config.appSecret,
          approval: config.approval,
          wait: waitOrStop,
          ...watch,
        },
        week,
      ),
    close: () => store.destroy(),
  };
}
