import { createHash } from 'node:crypto';
import type { MailMessage } from '#rendering/mail-message.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import type { BatchItem } from './answer.ts';
import { type FrozenRecipient, recipientsToText } from './batch.ts';

/** Builds the items of one batch after another; the same recipients always give the same bytes. */
export type ItemsFor = (recipients: readonly FrozenRecipient[]) => BatchItem[];

/** Cuts the frozen message at its slots once, for all batches. */
export function batchItems(message: MailMessage, week: string, issueId: number): ItemsFor {
  const forReader = messageForReader(message);
  return (recipients) =>
    recipients.map(({ subscriberId, address, token }) => ({
      from: message.from,
      to: address,
      ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
      subject: message.subject,
      ...forReader({ READER_TOKEN: token }),
      tags: [
        { name: 'issue', value: week },
        { name: 'delivery', value: deliveryTag(issueId, subscriberId) },
      ],
    }));
}

/** Names a delivery to the provider, so that an event finds it even when the ids in the answer were lost. */
export function deliveryTag(issueId: number, subscriberId: number): string {
  return `${issueId}-${subscriberId}`;
}

/** Tells a batch's bytes from others: one mail of it whole, and of the rest all that differs. The bytes themselves are megabytes. */
export function bodySha256(items: readonly BatchItem[], recipients: readonly FrozenRecipient[]): string {
  return createHash('sha256').update(JSON.stringify(items[0])).update(recipientsToText(recipients)).digest('hex');
}
