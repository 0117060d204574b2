import type { AcceptedMail } from './accepted-mail.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { type FaultChooser, type FaultScript, faultChooser } from './fault-script.ts';
import { KeptReplies } from './kept-replies.ts';
import { Mailbox } from './mailbox.ts';
import type { RecentRequests } from './rate-limit.ts';
import { emptyRecord, type Recorded, resumeRecord } from './record-file.ts';
import type { LoggedRequest } from './request-log.ts';
import type { Settings } from './settings.ts';
import { TemplateShelf } from './templates.ts';

/** Called with the accepted mails before their request is answered. */
export type BeforeAnswer = (mails: readonly AcceptedMail[]) => void | Promise<void>;

/** All that one fake Resend remembers. */
export type Account = {
  settings: Settings;
  clock: FakeClock;
  mailbox: Mailbox;
  templates: TemplateShelf;
  keptReplies: KeptReplies;
  requests: LoggedRequest[];
  requestCount: number;
  recentRequests: RecentRequests;
  chooseFault: FaultChooser;
  beforeAnswer: BeforeAnswer | null;
  /** Refuses new connections for so long. */
  closeDoor: (ms: number) => void;
};

export async function openAccount(settings: Settings, faults: FaultScript): Promise<Account> {
  const account: Account = {
    settings,
    clock: fakeClock(settings.now),
    mailbox: new Mailbox(),
    templates: new TemplateShelf(),
    keptReplies: new KeptReplies(),
    requests: [],
    requestCount: 0,
    recentRequests: [],
    chooseFault: faultChooser(faults),
    beforeAnswer: null,
    closeDoor: () => undefined,
  };
  if (settings.recordFile !== null) resume(account, await resumeRecord(settings.recordFile));
  return account;
}

/** As if nothing had ever been asked; the clock goes on. */
export function resetAccount(account: Account): void {
  account.mailbox.clear();
  account.templates.clear();
  account.keptReplies.clear();
  account.requests = [];
  account.requestCount = 0;
  account.recentRequests = [];
  account.chooseFault = faultChooser([]);
  account.beforeAnswer = null;
  if (account.settings.recordFile !== null) emptyRecord(account.settings.recordFile);
}

function resume(account: Account, { mails, keys }: Recorded): void {
  for (const mail of mails) account.mailbox.add(mail);
  account.requestCount = mails.at(-1)?.request ?? 0;
  // Nothing is running in a process that has just started.
  for (const { apiKey, key, kept } of keys) account.keptReplies.keep(apiKey, key, { ...kept, running: false });
}
