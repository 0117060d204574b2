import type { InterestOrder } from '#issue/interest-order.ts';
import type { IssueName } from '#issue/issue-name.ts';
import type { Store } from '#store/open-store.ts';
import { frozenMessage } from '../batch-queries.ts';
import { frozenOrders } from '../frozen-order-queries.ts';
import { type IssueTemplate, issueTemplate } from './issue-template.ts';

type OrderTemplate = { order: InterestOrder; template: IssueTemplate; templateId: string | undefined };

/** What a frozen issue is published as, its own order and each other; or why it cannot be. */
type IssueTemplates =
  | { kind: 'templates'; own: IssueTemplate; orders: readonly OrderTemplate[] }
  | { kind: 'impossible'; because: string };

export async function issueTemplates(store: Store, issueId: number, name: IssueName): Promise<IssueTemplates> {
  const own = issueTemplate(await frozenMessage(store, issueId), name);
  if (own.kind === 'impossible') return own;
  const orders: OrderTemplate[] = [];
  for (const { order, message, templateId } of await frozenOrders(store, issueId)) {
    const made = issueTemplate(message, name);
    if (made.kind === 'impossible') return made;
    orders.push({ order, template: made.template, templateId });
  }
  return { kind: 'templates', own: own.template, orders };
}
