import type { Clock } from '#calendar/clock.ts';
import type { Store } from '#store/open-store.ts';
import { type AnswerMails, answerSignUps } from '#subscribers/answer-sign-ups.ts';
import { sendOutgoingMails } from '#subscribers/send-outgoing-mails.ts';
import { mailSubmitter } from './mail-submitter.ts';
import type { Provider } from './resend-provider.ts';

export type AnsweringPorts = {
  store: Store;
  clock: Clock;
  secret: string;
  mails: AnswerMails;
  provider(): Promise<Provider | undefined>;
  stop: AbortSignal;
};

/** Answers the sign-ups that were taken in and sends the mails that wait; undefined when there were none. */
export async function answerReaders({ provider, ...ports }: AnsweringPorts): Promise<string | undefined> {
  const { store, clock, secret, mails, stop } = ports;
  const answered = await answerSignUps({ store, secret, now: clock(), mails });
  const open = await provider();
  const submit = open && mailSubmitter(open.submitBatch);
  const sending = submit && (await sendOutgoingMails({ store, clock, submit, stop }));
  const counts = Object.entries({ answered, ...sending }).filter(([, count]) => count > 0);
  if (counts.length === 0) return undefined;
  const words = counts.map(([what, count]) => `${count} ${what}`);
  return (open ? words : [...words, 'no provider is set up']).join(', ');
}
