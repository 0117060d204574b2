import { addressKey, addressSchema } from '#subscribers/address.ts';
import { PERSONAL_MAIL_TAG } from '../mail-submitter.ts';
import { bareAddress } from './find-delivery.ts';
import type { MailEvent } from './provider-event.ts';

/** Whether an event is about a mail to one person: our own tag says so, as other mails of the account go to the same people. */
export function isAboutPersonalMail({ tags }: MailEvent): boolean {
  return tags.has(PERSONAL_MAIL_TAG);
}

/** Whom an event's mail went to, by what addresses are compared by. */
export function addressedKeys({ to }: MailEvent): string[] {
  return to.flatMap((mailbox) => {
    const address = addressSchema.safeParse(bareAddress(mailbox));
    return address.success ? [addressKey(address.data)] : [];
  });
}
