import { randomUUID } from 'node:crypto';
import type { Store } from '#store/open-store.ts';

/** A mail to one reader, complete. Its bytes stay the same however often it is tried. */
export type ReaderMessage = {
  from: string;
  replyTo: string | undefined;
  subject: string;
  html: string;
  text: string;
  headers: Readonly<Record<string, string>>;
};

export type OutgoingMail = {
  id: string;
  address: string;
  message: ReaderMessage;
  kind: string;
  attempts: number;
  createdAt: Date;
  /** What the row said, so that only one process takes it. */
  dueAt: string;
};

export async function queueMail(
  store: Store,
  mail: { kind: string; address: string; message: ReaderMessage },
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await store
    .insertInto('outgoing_mails')
    .values({ ...mail, id: randomUUID(), message: JSON.stringify(mail.message), created_at: at, next_attempt_at: at })
    .execute();
}

/** Mails whose time has come, the oldest first. */
export async function dueMails(store: Store, now: Date, most: number): Promise<OutgoingMail[]> {
  const rows = await store
    .selectFrom('outgoing_mails')
    .selectAll()
    .where('next_attempt_at', '<=', now.toISOString())
    .orderBy('next_attempt_at')
    .limit(most)
    .execute();
  return rows.map(({ id, kind, address, message, attempts, created_at, next_attempt_at }) => ({
    id,
    kind,
    address,
    attempts,
    message: JSON.parse(message) as ReaderMessage,
    createdAt: new Date(created_at),
    dueAt: next_attempt_at ?? '',
  }));
}

/** Counts an attempt before it is made and says when the next would be. False when another process took the mail. */
export async function takeMail(store: Store, { id, dueAt }: OutgoingMail, nextAttempt: Date): Promise<boolean> {
  const result = await store
    .updateTable('outgoing_mails')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), next_attempt_at: nextAttempt.toISOString() }))
    .where('id', '=', id)
    .where('next_attempt_at', '=', dueAt)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function noteProblem(store: Store, id: string, problem: string): Promise<void> {
  await store.updateTable('outgoing_mails').set({ problem }).where('id', '=', id).execute();
}

export async function giveUpMail(store: Store, id: string, problem: string): Promise<void> {
  await store.updateTable('outgoing_mails').set({ problem, next_attempt_at: null }).where('id', '=', id).execute();
}

export async function removeMail(store: Store, id: string): Promise<void> {
  await store.deleteFrom('outgoing_mails').where('id', '=', id).execute();
}
