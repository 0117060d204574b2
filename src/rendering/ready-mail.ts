import type { InterestOrder } from '#issue/interest-order.ts';
import type { IssueContent } from '#issue/issue-content.ts';
import type { CheckContext } from './checks/mail-check.ts';
import { type PreparedMail, prepareMail } from './prepare-mail.ts';
import type { MailSettings } from './render-issue.ts';
import { type OrderedMail, renderOrders } from './render-orders.ts';

/** An issue that is about to be approved or frozen, and all that its mail depends on. */
export type MailToReady = {
  content: IssueContent;
  settings: MailSettings;
  context: CheckContext;
  /** Which checks look at it. */
  pace: 'quick' | 'all';
  orders: readonly InterestOrder[];
};

/** The mail in the issue's own order, with what its checks find, and in each of the others. */
export type ReadiedMail = PreparedMail & { orders: OrderedMail[] };

export type ReadyMail = (mail: MailToReady) => Promise<ReadiedMail>;

/** Makes all of it where it is called: for programs whose pages wait for nothing, and for the thread of the others. */
export const readyMail: ReadyMail = async ({ content, settings, context, pace, orders }) => ({
  ...(await prepareMail(content, settings, context, pace)),
  orders: await renderOrders(content, orders, settings),
});
