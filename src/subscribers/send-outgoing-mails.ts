import type { Clock } from '#calendar/clock.ts';
import type { Store } from '#store/open-store.ts';
import { dueMails, giveUpMail, noteProblem, type OutgoingMail, removeMail, takeMail } from './outgoing-mail-queries.ts';

/** What became of one call, in this folder's words. */
export type SendingOutcome = { kind: 'accepted' } | { kind: 'refused' | 'later'; problem: string };

export type MailPorts = {
  store: Store;
  clock: Clock;
  /** Called again with the same mail, it must not send it twice: the id is the idempotency key. */
  submit(mail: OutgoingMail): Promise<SendingOutcome>;
  stop: AbortSignal;
};

export type MailCounts = Record<'sent' | 'waiting' | 'given up', number>;

const AT_ONCE = 50;
const MINUTE_MS = 60_000;
const LONGEST_WAIT_MINUTES = 60;
/** Under the 24 h for which the provider knows a key: later, a retry could be a second mail. */
const GIVE_UP_MS = 23 * 3_600_000;

/** 1, 2, 4 ... minutes, at most an hour. */
function nextAttempt(attempts: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(2 ** attempts, LONGEST_WAIT_MINUTES) * MINUTE_MS);
}

async function attempt({ store, clock, submit }: MailPorts, mail: OutgoingMail): Promise<keyof MailCounts> {
  const now = clock();
  if (now.getTime() - mail.createdAt.getTime() >= GIVE_UP_MS) {
    await giveUpMail(store, mail.id, 'a day went by without it being accepted');
    return 'given up';
  }
  if (!(await takeMail(store, mail, nextAttempt(mail.attempts, now)))) return 'waiting';
  const outcome = await submit(mail);
  if (outcome.kind === 'accepted') await removeMail(store, mail.id);
  else if (outcome.kind === 'later') await noteProblem(store, mail.id, outcome.problem);
  else await giveUpMail(store, mail.id, outcome.problem);
  return ({ accepted: 'sent', later: 'waiting', refused: 'given up' } as const)[outcome.kind];
}

/** Sends the mails that answer readers and are due, each with the retry rules above, and counts what came of it. */
export async function sendOutgoingMails(ports: MailPorts): Promise<MailCounts> {
  const counts: MailCounts = { sent: 0, waiting: 0, 'given up': 0 };
  for (const mail of await dueMails(ports.store, ports.clock(), AT_ONCE)) {
    if (ports.stop.aborted) break;
    counts[await attempt(ports, mail)] += 1;
  }
  return counts;
}
