import type { Selectable } from 'kysely';
import type { DatabaseSchema } from '#store/database-schema.ts';
import { type GivenColumns, givenRows } from '#store/given-rows.ts';
import type { Store } from '#store/open-store.ts';

type SubscriberRow = Selectable<DatabaseSchema['subscribers']>;
type Standing = Pick<SubscriberRow, 'status' | 'status_reason' | 'suppressed_for' | 'soft_bounces'>;

/** A reader as far as events change one. */
export type FoundReader = Standing & Pick<SubscriberRow, 'id' | 'address_key' | 'status_changed_at'>;

function readers(store: Store) {
  return store
    .selectFrom('subscribers')
    .select(['id', 'address_key', 'status', 'status_reason', 'suppressed_for', 'soft_bounces', 'status_changed_at']);
}

export async function readersById(store: Store, ids: readonly number[]): Promise<FoundReader[]> {
  if (ids.length === 0) return [];
  const asked = givenRows(
    store,
    { id: 'integer' },
    ids.map((id) => ({ id })),
  ).as('asked');
  return readers(store)
    .where('subscribers.id', 'in', (from) => from.selectFrom(asked).select('asked.id'))
    .execute();
}

export async function readersByAddress(store: Store, keys: readonly string[]): Promise<FoundReader[]> {
  if (keys.length === 0) return [];
  const asked = givenRows(
    store,
    { key: 'text' },
    keys.map((key) => ({ key })),
  ).as('asked');
  return readers(store)
    .where('address_key', 'in', (from) => from.selectFrom(asked).select('key'))
    .execute();
}

type ChangedReader = Standing & Pick<SubscriberRow, 'id' | 'status_changed_at'>;

const COLUMNS: GivenColumns<ChangedReader> = {
  id: 'integer',
  status: 'text',
  status_reason: 'text',
  suppressed_for: 'text',
  soft_bounces: 'integer',
  status_changed_at: 'text',
};

/** Writes readers down as they are now. */
export async function writeReaders(store: Store, changed: readonly ChangedReader[]): Promise<void> {
  if (changed.length === 0) return;
  await store
    .updateTable('subscribers')
    .from(givenRows(store, COLUMNS, changed).as('given'))
    .set(({ ref }) => ({
      status: ref('given.status'),
      status_reason: ref('given.status_reason'),
      suppressed_for: ref('given.suppressed_for'),
      soft_bounces: ref('given.soft_bounces'),
      status_changed_at: ref('given.status_changed_at'),
    }))
    .whereRef('subscribers.id', '=', 'given.id')
    .execute();
}
