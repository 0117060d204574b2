import type { Store } from '#store/open-store.ts';
import { addressKey, addressSchema } from '#subscribers/address.ts';
import type { Subscriber } from '#subscribers/subscriber-queries.ts';
import { PERSONAL_MAIL_TAG } from '../mail-submitter.ts';
import { bareAddress } from './find-delivery.ts';
import type { MailEvent } from './provider-event.ts';
import { standingAfter } from './reader-standing.ts';

/** Whether an event is about a mail to one person: our own tag says so, as other mails of the account go to the same people. */
export function isAboutPersonalMail({ tags }: MailEvent): boolean {
  return tags.has(PERSONAL_MAIL_TAG);
}

async function addressedReader(store: Store, { to }: MailEvent): Promise<Subscriber | undefined> {
  const keys = to.flatMap((mailbox) => {
    const address = addressSchema.safeParse(bareAddress(mailbox));
    return address.success ? [addressKey(address.data)] : [];
  });
  if (keys.length === 0) return undefined;
  return store.selectFrom('subscribers').selectAll().where('address_key', 'in', keys).executeTakeFirst();
}

/**
 * Applies an event about a mail to one person to whoever has its address now, also to one who never confirmed.
 * Undefined when nobody on the list has it: they moved to another address, or were never on it.
 */
export async function applyToAddressed(store: Store, event: MailEvent, now: Date): Promise<number | undefined> {
  const reader = await addressedReader(store, event);
  if (!reader) return undefined;
  const change = standingAfter(reader, event.happening);
  const changedAt = change.status === undefined ? {} : { status_changed_at: now.toISOString() };
  if (Object.keys(change).length > 0)
    await store
      .updateTable('subscribers')
      .set({ ...change, ...changedAt })
      .where('id', '=', reader.id)
      .execute();
  return reader.id;
}
