import type { ExpressionBuilder } from 'kysely';
import type { PlainDate } from '#calendar/plain-date.ts';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Store } from '#store/open-store.ts';

/** Who an issue goes to: active, and not on a pause that lasts beyond the day. */
export function isInAudience(today: PlainDate | string) {
  return ({ eb, or, and }: ExpressionBuilder<DatabaseSchema, 'subscribers'>) =>
    and([eb('status', '=', 'active'), or([eb('paused_until', 'is', null), eb('paused_until', '<=', today)])]);
}

/** How many readers an issue would go to if it were frozen now. */
export async function audienceSize(store: Store, today: PlainDate | string): Promise<number> {
  const { count } = await store
    .selectFrom('subscribers')
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .where(isInAudience(today))
    .executeTakeFirstOrThrow();
  return Number(count);
}
