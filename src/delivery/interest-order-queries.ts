import { interestOrders, type OrderCount } from '#issue/interest-order.ts';
import { type IssueContent, isDigest } from '#issue/issue-content.ts';
import type { Store } from '#store/open-store.ts';
import { categoriesFromText } from '#subscribers/categories-from-text.ts';
import { isInAudience } from './audience-queries.ts';

/** The orders in which a mail would be read if it were frozen now: one query, a row for each choice of categories. */
export async function ordersOfAudience(store: Store, content: IssueContent, today: string): Promise<OrderCount[]> {
  if (!isDigest(content)) return [];
  const rows = await store
    .selectFrom('subscribers')
    .select(({ fn }) => ['categories', fn.countAll<number | bigint>().as('readers')])
    .where(isInAudience(content, today))
    .where('categories', 'is not', null)
    .groupBy('categories')
    .execute();
  const choices = rows.map(({ categories, readers }) => ({
    categories: categoriesFromText(categories ?? '') ?? [],
    readers: Number(readers),
  }));
  return interestOrders(content.lineup, choices);
}
