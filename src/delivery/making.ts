import { type InterestOrder, interestOrder } from '#issue/interest-order.ts';
import type { SendingIssue } from '#issue/issue.ts';
import { lineupOf } from '#issue/issue-content.ts';
import { issueId } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';
import { categoriesFromText } from '#subscribers/categories-from-text.ts';
import { type BodyFor, bodiesOf, type FrozenMail, type FrozenMails } from './batch-body.ts';
import { frozenMessage } from './batch-queries.ts';
import { type FrozenOrder, frozenOrders } from './frozen-order-queries.ts';
import { type Form, formOf } from './template/form-queries.ts';

/** The frozen order of a reader with these categories, as they are kept; undefined for the issue's own. */
type OrderFor = (categories: string | null) => InterestOrder | undefined;

/** What a batch's mails are made of. */
export type Making = {
  store: Store;
  week: string;
  issueId: number;
  bodyFor: BodyFor;
  orderFor: OrderFor;
  secret: string;
  apiKeyMark: string;
};

export type FrozenIssue = Pick<SendingIssue, 'name' | 'content'>;

/** Decides once for all readers who chose the same. */
function ordersFor({ content }: FrozenIssue, frozen: FrozenMails): OrderFor {
  const known = new Map<string, InterestOrder | undefined>();
  return (categories) => {
    if (categories === null || frozen.size === 0) return undefined;
    if (!known.has(categories)) {
      const order = interestOrder(lineupOf(content), categoriesFromText(categories) ?? []);
      known.set(categories, order !== undefined && frozen.has(order) ? order : undefined);
    }
    return known.get(categories);
  };
}

/** An order goes out as its issue does. */
function mailIn({ order, message, templateId }: FrozenOrder, form: Form): FrozenMail {
  if (form.kind === 'inline') return { message, form };
  if (templateId === undefined) throw new Error(`the order ${order} has no template -- invariant`);
  return { message, form: { kind: 'template', id: templateId } };
}

/** What the batches of a frozen issue are made of, once it is decided how they go out. */
export async function makingOf(
  { store, secret, apiKeyMark }: Pick<Making, 'store' | 'secret' | 'apiKeyMark'>,
  issue: FrozenIssue,
): Promise<Making> {
  const { name } = issue;
  const id = await issueId(store, name);
  const form = await formOf(store, id);
  if (!form) throw new Error(`how ${name} goes out is not decided -- invariant`);
  const orders = new Map((await frozenOrders(store, id)).map((frozen) => [frozen.order, mailIn(frozen, form)]));
  const bodyFor = bodiesOf({ message: await frozenMessage(store, id), form }, name, id, orders);
  return { store, week: name, issueId: id, bodyFor, orderFor: ordersFor(issue, orders), secret, apiKeyMark };
}
