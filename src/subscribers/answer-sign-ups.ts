import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { type Address, addressSchema } from './address.ts';
import { queueMail, type ReaderMessage } from './outgoing-mail-queries.ts';
import { type Limit, withinAll } from './rate-limit-queries.ts';
import { readerToken } from './reader-token.ts';
import { mailboxKey } from './sign-up-address.ts';
import {
  dropSignUp,
  handOverVotes,
  insertPending,
  markAnswered,
  type SignUp,
  waitingSignUps,
} from './sign-up-queries.ts';
import { signTokenUntil } from './signed-token.ts';
import { findSubscriber, type Subscriber } from './subscriber-queries.ts';

/** The mails that answer a form, made by whoever knows how mails look. */
export type AnswerMails = {
  confirmSignUp(token: string): Promise<ReaderMessage>;
  alreadyIn(token: string): Promise<ReaderMessage>;
};

export type AnswerPorts = { store: Store; secret: string; now: Date; mails: AnswerMails };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const CONFIRM_WITHIN_MS = 48 * HOUR_MS;
const AT_ONCE = 100;

/** Nobody can be made to get more than this by others who type their address in. */
export const CONFIRMATION_LIMITS: readonly Limit[] = [
  { name: 'confirmation-hour', points: 1, windowMs: HOUR_MS },
  { name: 'confirmation-day', points: 3, windowMs: DAY_MS },
];
const ALREADY_IN_LIMITS: readonly Limit[] = [{ name: 'already-in-day', points: 1, windowMs: DAY_MS }];

/** Whether mail to a reader bounced or was called spam, or may have: their provider would hold the next one against everybody. */
export function mustNotBeMailed({ status, suppressed_for }: Pick<Subscriber, 'status' | 'suppressed_for'>): boolean {
  return status === 'suppressed' && suppressed_for !== 'editor';
}

/** Which mail answers a form. People who left, and those put aside by hand, may come back by their own act. */
export function answerTo(subscriber: Subscriber | undefined): 'confirmation' | 'already in' | 'nothing' {
  if (subscriber?.status === 'active') return 'already in';
  return subscriber !== undefined && mustNotBeMailed(subscriber) ? 'nothing' : 'confirmation';
}

/** The token of a confirmation link. */
export function confirmToken(secret: string, signUpId: number, now: Date): string {
  const until = new Date(now.getTime() + CONFIRM_WITHIN_MS);
  return signTokenUntil(secret, 'confirm-sign-up-1', signUpId.toString(36), until);
}

async function answerWithConfirmation(ports: AnswerPorts, signUp: SignUp, address: Address, known: boolean) {
  const { store, secret, now, mails } = ports;
  if (!(await withinAll(store, CONFIRMATION_LIMITS, mailboxKey(secret, address), now))) {
    await handOverVotes(store, signUp);
    await dropSignUp(store, signUp.id);
    return;
  }
  if (!known) await insertPending(store, signUp, now);
  const message = await mails.confirmSignUp(confirmToken(secret, signUp.id, now));
  await queueMail(store, { kind: 'confirm-sign-up', address, message }, now);
  await markAnswered(store, signUp.id);
}

async function answerActive({ store, secret, now, mails }: AnswerPorts, reader: Subscriber, address: Address) {
  if (!(await withinAll(store, ALREADY_IN_LIMITS, mailboxKey(secret, address), now))) return;
  const message = await mails.alreadyIn(readerToken(secret, { subscriberId: reader.id, issueId: 0 }));
  await queueMail(store, { kind: 'already-in', address, message }, now);
}

async function answerSignUp(ports: AnswerPorts, signUp: SignUp): Promise<void> {
  const address = addressSchema.parse(signUp.address);
  const reader = await findSubscriber(ports.store, address);
  const answer = answerTo(reader);
  if (answer === 'confirmation') return answerWithConfirmation(ports, signUp, address, reader !== undefined);
  if (answer === 'already in' && reader) await answerActive(ports, reader, address);
  await dropSignUp(ports.store, signUp.id);
}

/** Answers the forms that were taken in, each in a transaction of its own: a crash neither loses one nor answers it twice. Says how many. */
export async function answerSignUps(ports: AnswerPorts): Promise<number> {
  const waiting = await waitingSignUps(ports.store, AT_ONCE);
  for (const { id } of waiting) {
    await inTransaction(ports.store, async (store) => {
      const [signUp] = await store.selectFrom('sign_ups').selectAll().where('id', '=', id).execute();
      if (signUp?.state === 'waiting') await answerSignUp({ ...ports, store }, signUp);
    });
  }
  return waiting.length;
}
