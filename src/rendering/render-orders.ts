import { type InterestOrder, inInterestOrder } from '#issue/interest-order.ts';
import { type IssueContent, isDigest } from '#issue/issue-content.ts';
import type { MailMessage } from './mail-message.ts';
import { type MailSettings, renderIssue } from './render-issue.ts';

/** The mail of an issue in another order of its pairings. */
export type OrderedMail = { order: InterestOrder; message: MailMessage };

/** Renders an issue once for each order, however many readers have it; only a week's issue has others than its own. */
export async function renderOrders(
  content: IssueContent,
  orders: readonly InterestOrder[],
  settings: MailSettings,
): Promise<OrderedMail[]> {
  if (!isDigest(content)) return [];
  const mails: OrderedMail[] = [];
  for (const order of orders)
    mails.push({ order, message: await renderIssue(inInterestOrder(content, order), settings) });
  return mails;
}
