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
import type { MailSettings } from '#rendering/render-issue.ts';
import { firstSlotFrom } from '#schedule/slots.ts';
import { type Holder, thisProcess } from '#store/lease-queries.ts';
import { openStore, type Store } from '#store/open-store.ts';
import type { Config } from './config.ts';

/** The steps of the week joined together: what the commands, the jobs and the pages stand on. */
export type App = {
  config: Config;
  store: Store;
  clock: Clock;
  mail: MailSettings;
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

/** Opens the database and joins the steps. Close it when done. */
export async function openApp(config: Config): Promise<App> {
  const store = await openStore(config.databaseUrl);
  const clock = config.now === undefined ? systemClock : clockFrom(config.now);
  const mail: MailSettings = { ...config.mail, publicUrl: config.publicUrl };
  const holder = thisProcess(randomUUID());
  const today = () => dateInZone(clock(), config.timeZone);
  return {
    config,
    store,
    clock,
    mail,
    holder,
    today,
    thisWeek: () => weekOf(today()),
    readCatalog: () => readCatalog(config.dataDir),
    async compose(week) {
      const reading = await readCatalog(config.dataDir);
      return composeWeek(store, {
        week,
        reading,
        limits: config.lineup,
        today: today(),
        sendsOn: sendDay(config, week),
        composedAt: clock(),
      });
    },
    approve: (week, editor) => approveWeek(store, week, mail, editor, clock()),
    provider: () => openProvider(config.resend),
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
