import type { Store } from '#store/open-store.ts';
import type { Subscriber } from './subscriber-queries.ts';

/** How long leaving can be taken back with one press. */
export const UNDO_MS = 24 * 3_600_000;

export async function subscriberById(store: Store, id: number): Promise<Subscriber | undefined> {
  return store.selectFrom('subscribers').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Takes leaving back. False when there was nothing to take back, or when it is too long ago. */
export async function undoLeaving(store: Store, subscriberId: number, now: Date): Promise<boolean> {
  const result = await store
    .updateTable('subscribers')
    .set({ status: 'active', status_reason: null, status_changed_at: now.toISOString(), left_issue_id: null })
    .where('id', '=', subscriberId)
    .where('status', '=', 'unsubscribed')
    .where('status_changed_at', '>', new Date(now.getTime() - UNDO_MS).toISOString())
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
