import { createHash } from 'node:crypto';
import type { MailMessage } from '#rendering/mail-message.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import type { BatchItem } from './answer.ts';
import type { FrozenRecipient } from './batch.ts';

/** Builds the items of batch after batch from the frozen message; the same recipients always give the same bytes. */
export function batchItems(
  message: MailMessage,
  week: string,
  issueId: number,
): (recipients: readonly FrozenRecipient[]) => BatchItem[] {
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

export function bodySha256(items: readonly BatchItem[]): string {
  return createHash('sha256').update(JSON.stringify(items)).digest('hex');
}
