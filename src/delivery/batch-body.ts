import { createHash } from 'node:crypto';
import type { InterestOrder } from '#issue/interest-order.ts';
import { type MailMessage, shortListHeaders } from '#rendering/mail-message.ts';
import { compileTemplate, slot, slotNames } from '#rendering/slots.ts';
import type { BatchBody, BatchItem } from './answer.ts';
import type { FrozenRecipient } from './batch.ts';
import type { Form } from './template/form-queries.ts';

function bodyFrom(pieces: readonly Buffer[]): BatchBody {
  return { pieces, length: pieces.reduce((bytes, { length }) => bytes + length, 0) };
}

/** The body of a few mails that were made one by one. */
export function bodyOf(items: readonly BatchItem[]): BatchBody {
  return bodyFrom([Buffer.from(JSON.stringify(items))]);
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

/** A mail as it was frozen, and how it goes out. */
export type FrozenMail = { message: MailMessage; form: Form };

function itemWithSlots({ message, form }: FrozenMail, week: string) {
  return {
    ...partsOf(message, form),
    to: '%%READER_ADDRESS%%',
    tags: [
      { name: 'issue', value: week },
      { name: 'delivery', value: '%%DELIVERY%%' },
    ],
  };
}

type CutItem = { literals: readonly Buffer[]; slots: readonly ItemSlot[] };

/** Escapes a frozen mail for JSON, cuts it at its slots and encodes it. */
function cutItem(mail: FrozenMail, week: string): CutItem {
  const { literals, slots } = compileTemplate(JSON.stringify(itemWithSlots(mail, week)), itemSlots);
  return { literals: literals.map((literal) => Buffer.from(literal)), slots };
}

type Row = { item: CutItem; values: Record<ItemSlot, Buffer> };

const [BEGIN, COMMA, END] = ['[', ',', ']'].map((sign) => Buffer.from(sign)) as [Buffer, Buffer, Buffer];

/** Lines up literals and values: no mail is looked at again, and the literals are the same bytes for many of them. */
function lineUp(rows: readonly Row[]): BatchBody {
  const pieces: Buffer[] = [BEGIN];
  for (const [index, { item, values }] of rows.entries()) {
    if (index > 0) pieces.push(COMMA);
    for (const [place, literal] of item.literals.entries()) {
      pieces.push(literal);
      const name = item.slots[place];
      if (name !== undefined) pieces.push(values[name]);
    }
  }
  pieces.push(END);
  return bodyFrom(pieces);
}

/** The mails of an issue in the orders of its pairings that are not its own. */
export type FrozenMails = ReadonlyMap<InterestOrder, FrozenMail>;

/** Cuts each of an issue's mails once for all batches, those in other orders when the first reader has one. */
export function bodiesOf(own: FrozenMail, week: string, issueId: number, orders: FrozenMails = new Map()): BodyFor {
  const ownItem = cutItem(own, week);
  const cut = new Map<InterestOrder, CutItem>();
  const itemIn = (order: InterestOrder) => {
    const mail = orders.get(order);
    if (!mail) throw new Error(`the order ${order} of ${week} was never frozen -- invariant`);
    const item = cut.get(order) ?? cutItem(mail, week);
    cut.set(order, item);
    return item;
  };
  return (recipients) =>
    lineUp(
      recipients.map(({ subscriberId, address, token, order }) => ({
        item: order === undefined ? ownItem : itemIn(order),
        values: {
          READER_TOKEN: Buffer.from(token),
          READER_ADDRESS: Buffer.from(JSON.stringify(address).slice(1, -1)),
          DELIVERY: Buffer.from(deliveryTag(issueId, subscriberId)),
        },
      })),
    );
}

export function bodySha256(body: BatchBody): string {
  const hash = createHash('sha256');
  for (const piece of body.pieces) hash.update(piece);
  return hash.digest('hex');
}
