import type { InterestOrder } from '#issue/interest-order.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import type { OrderedMail } from '#rendering/render-orders.ts';
import type { Store } from '#store/open-store.ts';

/** The mail of an issue in another order, as it was frozen, with the template it was published as. */
export type FrozenOrder = OrderedMail & { templateId: string | undefined };

export async function insertFrozenOrders(store: Store, issueId: number, orders: readonly OrderedMail[]): Promise<void> {
  if (orders.length === 0) return;
  const rows = orders.map(({ order, message }) => ({
    issue_id: issueId,
    interest_order: order,
    message: JSON.stringify(message),
  }));
  await store.insertInto('frozen_orders').values(rows).execute();
}

/** Every order of an issue other than its own. */
export async function frozenOrders(store: Store, issueId: number): Promise<FrozenOrder[]> {
  const rows = await store
    .selectFrom('frozen_orders')
    .select(['interest_order', 'message', 'template_id'])
    .where('issue_id', '=', issueId)
    .orderBy('interest_order')
    .execute();
  return rows.map(({ interest_order, message, template_id }) => ({
    order: interest_order,
    message: JSON.parse(message) as MailMessage,
    templateId: template_id ?? undefined,
  }));
}

/** Writes down the published template of each order. */
export async function recordOrderTemplates(
  store: Store,
  issueId: number,
  templates: ReadonlyMap<InterestOrder, string>,
): Promise<void> {
  for (const [order, template_id] of templates)
    await store
      .updateTable('frozen_orders')
      .set({ template_id })
      .where('issue_id', '=', issueId)
      .where('interest_order', '=', order)
      .execute();
}
