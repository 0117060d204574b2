import type { Store } from '#store/open-store.ts';
import { addressKey } from './address.ts';
import type { ImportedReader } from './import-plan.ts';

/**
 * Puts readers on the list as the file describes them; what it does not say happened now. Whoever signed up by themselves
 * meanwhile stays as they are. Returns how many were put on it.
 */
export async function insertImported(store: Store, readers: readonly ImportedReader[], now: string): Promise<number> {
  if (readers.length === 0) return 0;
  const rows = readers.map(({ email, status_changed_at, created_at, ...reader }) => ({
    ...reader,
    suppressed_for: suppressedFor(reader),
    address: email,
    address_key: addressKey(email),
    status_changed_at: status_changed_at ?? now,
    created_at: created_at ?? now,
  }));
  const result = await store
    .insertInto('subscribers')
    .values(rows)
    .onConflict((conflict) => conflict.column('address_key').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0);
}

/** A reason to suppress says nothing of those who are not. */
function suppressedFor({ status, suppressed_for }: Pick<ImportedReader, 'status' | 'suppressed_for'>) {
  return status === 'suppressed' ? suppressed_for : null;
}

/** Ends the subscriptions that the file says have ended. */
export async function endImported(store: Store, readers: readonly ImportedReader[], now: string): Promise<void> {
  for (const reader of readers) {
    await store
      .updateTable('subscribers')
      .set({
        status: reader.status,
        status_reason: reader.status_reason ?? 'imported',
        suppressed_for: suppressedFor(reader),
        status_changed_at: reader.status_changed_at ?? now,
      })
      .where('address_key', '=', addressKey(reader.email))
      .execute();
  }
}
