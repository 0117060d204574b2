import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { forgetFinishedLimits } from './rate-limit-queries.ts';

const KEEP_MS = 7 * 24 * 3_600_000;

/** Forgets people who never confirmed, the forms behind them, and mails that were given up, a week later; says how many people. */
export async function expireSignUps(store: Store, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_MS).toISOString();
  return inTransaction(store, async (transaction) => {
    const pending = transaction
      .selectFrom('subscribers')
      .select('id')
      .where('status', '=', 'pending')
      .where('status_changed_at', '<', before);
    await transaction.deleteFrom('votes').where('subscriber_id', 'in', pending).execute();
    const { numDeletedRows } = await transaction
      .deleteFrom('subscribers')
      .where('status', '=', 'pending')
      .where('status_changed_at', '<', before)
      .executeTakeFirst();
    await transaction.deleteFrom('sign_ups').where('created_at', '<', before).execute();
    await transaction.deleteFrom('outgoing_mails').where('created_at', '<', before).execute();
    await forgetFinishedLimits(transaction, now);
    return Number(numDeletedRows);
  });
}
