import type { AcceptedMail } from './resend/accepted-mail.ts';
import { type Account, type BeforeAnswer, openAccount, resetAccount } from './resend/account.ts';
import { type FaultScript, faultChooser } from './resend/fault-script.ts';
import { listen } from './resend/listen.ts';
import type { LoggedRequest } from './resend/request-log.ts';
import { type SettingsInput, settingsOf } from './resend/settings.ts';
import type { Template } from './resend/templates.ts';
import { lastEventOf } from './resend/webhook-event.ts';
import { type WebhookSender, type WebhookTarget, webhookSender } from './resend/webhook-sender.ts';

export { faultsAtRandom, onSends, onTemplates } from './resend/fault-script.ts';

export type FakeResendOptions = SettingsInput & { port?: number; faults?: FaultScript };

export type FakeResend = {
  url: string;
  /** Every accepted mail, every request, in order. */
  readonly accepted: readonly AcceptedMail[];
  readonly requests: readonly LoggedRequest[];
  readonly templates: readonly Template[];
  /** The requests that ask for mail to be sent. */
  readonly sends: readonly LoggedRequest[];
  mailsTo: (address: string) => readonly AcceptedMail[];
  /** Replaces the faults: a list for the next sending requests, or a function that is asked about each request. */
  script: (faults: FaultScript) => void;
  now: () => Date;
  setNow: (instant: Date) => void;
  advance: (ms: number) => void;
  /** Called with newly accepted mails before they are answered: the place for events that come early. */
  beforeAnswer: (call: BeforeAnswer | null) => void;
  events: (target: WebhookTarget) => WebhookSender;
  reset: () => void;
  close: () => Promise<void>;
};

/** A Resend on 127.0.0.1 that does what the documentation says, and on request what the operator fears. */
export async function startFakeResend(options: FakeResendOptions = {}): Promise<FakeResend> {
  const account = await openAccount(settingsOf(options), options.faults ?? []);
  const { url, close } = await listen(account, options.port ?? 0);
  return {
    ...steering(account),
    url,
    close,
    get accepted() {
      return account.mailbox.mails;
    },
    get requests() {
      return account.requests;
    },
    get templates() {
      return account.templates.all;
    },
    get sends() {
      return account.requests.filter(({ sends }) => sends);
    },
  };
}

function steering(
  account: Account,
): Omit<FakeResend, 'url' | 'accepted' | 'requests' | 'templates' | 'sends' | 'close'> {
  return {
    mailsTo: (address) => account.mailbox.mailsTo(address),
    script: (faults) => {
      account.chooseFault = faultChooser(faults);
    },
    now: account.clock.now,
    setNow: account.clock.set,
    advance: account.clock.advance,
    beforeAnswer: (call) => {
      account.beforeAnswer = call;
    },
    events: (target) => webhookSender({ now: account.clock.now, ...target, onSent: noteEvent(account, target) }),
    reset: () => resetAccount(account),
  };
}

/** What a webhook tells is also what the API then shows as `last_event`. */
function noteEvent(account: Account, target: WebhookTarget): NonNullable<WebhookTarget['onSent']> {
  return (mail, kind) => {
    const lastEvent = lastEventOf(kind);
    if (lastEvent !== null) account.mailbox.happened(mail.id, lastEvent);
    target.onSent?.(mail, kind);
  };
}
