import type { Selectable } from 'kysely';
import type { DatabaseSchema } from '#store/database-schema.ts';
import { type GivenColumns, givenRows } from '#store/given-rows.ts';
import type { Store } from '#store/open-store.ts';
import { type Address, addressKey } from './address.ts';
import type { ImportedReader, KnownReader } from './import-plan.ts';

type ImportedRow = Omit<Selectable<DatabaseSchema['subscribers']>, 'id' | 'soft_bounces' | 'left_issue_id'>;

const COLUMNS: GivenColumns<ImportedRow> = {
  address: 'text',
  address_key: 'text',
  name: 'text',
  status: 'text',
  status_reason: 'text',
  suppressed_for: 'text',
  status_changed_at: 'text',
  consent_source: 'text',
  consent_at: 'text',
  consent_page: 'text',
  consent_text_version: 'text',
  consent_ip_hash: 'text',
  consent_user_agent: 'text',
  confirmed_at: 'text',
  categories: 'text',
  paused_until: 'text',
  created_at: 'text',
};

const COLUMN_NAMES = Object.keys(COLUMNS) as (keyof ImportedRow)[];

function importedRow({ email, ...reader }: ImportedReader, now: string): ImportedRow {
  return {
    ...reader,
    address: email,
    address_key: addressKey(email),
    // A reason to suppress says nothing of those who are not.
    suppressed_for: reader.status === 'suppressed' ? reader.suppressed_for : null,
    status_changed_at: reader.status_changed_at ?? now,
    created_at: reader.created_at ?? now,
  };
}

/** What is known of those among some addresses who are on the list, by what addresses are compared by. */
export async function findKnownReaders(store: Store, addresses: readonly Address[]): Promise<Map<string, KnownReader>> {
  if (addresses.length === 0) return new Map();
  const asked = givenRows(
    store,
    { key: 'text' },
    addresses.map((address) => ({ key: addressKey(address) })),
  );
  const rows = await store
    .selectFrom('subscribers')
    .select(['address_key', 'status', 'status_reason', 'status_changed_at'])
    .where('address_key', 'in', (from) => from.selectFrom(asked.as('asked')).select('key'))
    .execute();
  return new Map(rows.map(({ address_key, ...reader }) => [address_key, reader]));
}

/**
 * Puts readers on the list as the file describes them, in its order; what it does not say happened now. Whoever signed up
 * by themselves meanwhile stays as they are. Returns how many were put on it.
 */
export async function insertImported(store: Store, readers: readonly ImportedReader[], now: string): Promise<number> {
  if (readers.length === 0) return 0;
  const rows = readers.map((reader) => importedRow(reader, now));
  const result = await store
    .insertInto('subscribers')
    .columns(COLUMN_NAMES)
    .expression(({ selectFrom }) =>
      // Without a condition SQLite would read the conflict as that of a join.
      selectFrom(givenRows(store, COLUMNS, rows).as('given'))
        .select(COLUMN_NAMES)
        .where('address_key', 'is not', null),
    )
    .onConflict((conflict) => conflict.column('address_key').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0);
}

/** Ends the subscriptions that the file says have ended. */
export async function endImported(store: Store, readers: readonly ImportedReader[], now: string): Promise<void> {
  if (readers.length === 0) return;
  const rows = readers.map((reader) =>
    importedRow({ ...reader, status_reason: reader.status_reason ?? 'imported' }, now),
  );
  await store
    .updateTable('subscribers')
    .from(givenRows(store, COLUMNS, rows).as('given'))
    .set(({ ref }) => ({
      status: ref('given.status'),
      status_reason: ref('given.status_reason'),
      suppressed_for: ref('given.suppressed_for'),
      status_changed_at: ref('given.status_changed_at'),
    }))
    .whereRef('subscribers.address_key', '=', 'given.address_key')
    .execute();
}
