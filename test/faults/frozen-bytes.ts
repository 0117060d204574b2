import { createHash } from 'node:crypto';
import { frozenMessage } from '#delivery/batch-queries.ts';
import { frozenOrders } from '#delivery/frozen-order-queries.ts';
import { interestOrder } from '#issue/interest-order.ts';
import { lineupOf } from '#issue/issue-content.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import { type MailMessage, shortListHeaders } from '#rendering/mail-message.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import type { Store } from '#store/open-store.ts';
import type { AcceptedMail } from '../fakes/resend/accepted-mail.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Whether a mail is a frozen one, byte by byte: the reader's token is all that may differ, and beside a template headers are shorter. */
function isMadeOf(message: MailMessage): (mail: AcceptedMail) => boolean {
  const inline = messageForReader(message);
  const besideTemplate = messageForReader({ ...message, headers: shortListHeaders(message.headers) });
  return (mail) => {
    const forReader = mail.template === null ? inline : besideTemplate;
    const token = /\/unsubscribe\/([^>]+)>/.exec(mail.headers['List-Unsubscribe'] ?? '')?.[1] ?? 'none';
    const { html, text, headers } = forReader({ READER_TOKEN: token });
    const frozen = [message.from, message.subject, sha256(html), sha256(text), JSON.stringify(headers)];
    const sent = [mail.from, mail.subject, mail.htmlSha256, mail.textSha256, JSON.stringify(mail.headers)];
    return JSON.stringify(frozen) === JSON.stringify(sent);
  };
}

/** Whether a mail is what was frozen for a reader: in the order of their categories, of those that are still on the list. */
export type IsAsFrozen = (subscriberId: number, mail: AcceptedMail) => boolean;

export async function frozenBytes(store: Store, name: IssueName): Promise<IsAsFrozen> {
  const issue = await findIssue(store, name);
  if (issue?.state !== 'sending' && issue?.state !== 'sent') return () => false;
  const id = await issueId(store, name);
  const isOwn = isMadeOf(await frozenMessage(store, id));
  const orders = new Map((await frozenOrders(store, id)).map(({ order, message }) => [order, isMadeOf(message)]));
  const rows = await store.selectFrom('subscribers').select(['id', 'categories']).execute();
  const choices = new Map(rows.map((row) => [row.id, JSON.parse(row.categories ?? '[]') as string[]]));
  return (subscriberId, mail) => {
    const chosen = choices.get(subscriberId);
    if (!chosen) return true;
    const order = interestOrder(lineupOf(issue.content), chosen);
    return ((order !== undefined && orders.get(order)) || isOwn)(mail);
  };
}
