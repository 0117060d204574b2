import { createHash } from 'node:crypto';
import { type MailMessage, shortListHeaders } from '#rendering/mail-message.ts';
import { compileTemplate, slot, slotNames } from '#rendering/slots.ts';
import type { BatchBody, BatchItem } from './answer.ts';
import type { FrozenRecipient } from './batch.ts';
import type { Form } from './template/form-queries.ts';

/** The body of a few mails that were made one by one. */
export function bodyOf(items: readonly BatchItem[]): BatchBody {
  return Buffer.from(JSON.stringify(items));
}

/** Builds the body of one batch after another; the same recipients always give the same bytes. */
export type BodyFor = (recipients: readonly FrozenRecipient[]) => BatchBody;

/** What differs from item to item of a batch: that of the mail itself, and what only its envelope has. */
const itemSlots = [...slotNames, 'READER_ADDRESS', 'DELIVERY'] as const;
type ItemSlot = (typeof itemSlots)[number];

/** Names a delivery to the provider, so that an event finds it even when the ids in the answer were lost. */
export function deliveryTag(issueId: number, subscriberId: number): string {
  return `${issueId}-${subscriberId}`;
}

/** What of a message goes with each mail. */
function partsOf({ replyTo, ...mail }: MailMessage, form: Form) {
  if (form.kind === 'inline') return { ...mail, ...(replyTo === undefined ? {} : { reply_to: replyTo }) };
  const variables = Object.fromEntries(slotNames.map((name) => [name, slot(name)]));
  return { template: { id: form.id, variables }, headers: shortListHeaders(mail.headers) };
}

function itemWithSlots(message: MailMessage, week: string, form: Form) {
  return {
    ...partsOf(message, form),
    to: '%%READER_ADDRESS%%',
    tags: [
      { name: 'issue', value: week },
      { name: 'delivery', value: '%%DELIVERY%%' },
    ],
  };
}

const COMMA = Buffer.from(',');

/** Joins literals and values into one buffer: no mail is looked at again, and nothing is made but its bytes. */
function join(
  literals: readonly Buffer[],
  slots: readonly ItemSlot[],
  rows: readonly Record<ItemSlot, Buffer>[],
): Buffer {
  const pieces: Buffer[] = [];
  for (const [index, row] of rows.entries()) {
    if (index > 0) pieces.push(COMMA);
    for (const [place, literal] of literals.entries()) {
      pieces.push(literal);
      const name = slots[place];
      if (name !== undefined) pieces.push(row[name]);
    }
  }
  return Buffer.concat([Buffer.from('['), ...pieces, Buffer.from(']')]);
}

const INLINE: Form = { kind: 'inline' };

/** Escapes the frozen message for JSON, cuts it at its slots and encodes it, once for all batches. */
export function bodiesOf(message: MailMessage, week: string, issueId: number, form: Form = INLINE): BodyFor {
  const { literals, slots } = compileTemplate(JSON.stringify(itemWithSlots(message, week, form)), itemSlots);
  const encoded = literals.map((literal) => Buffer.from(literal));
  return (recipients) =>
    join(
      encoded,
      slots,
      recipients.map(({ subscriberId, address, token }) => ({
        READER_TOKEN: Buffer.from(token),
        READER_ADDRESS: Buffer.from(JSON.stringify(address).slice(1, -1)),
        DELIVERY: Buffer.from(deliveryTag(issueId, subscriberId)),
      })),
    );
}

export function bodySha256(body: BatchBody): string {
  return createHash('sha256').update(body).digest('hex');
}
