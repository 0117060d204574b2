import type { Kysely } from 'kysely';

/** The pace of calls that all machines of one account keep together, and which API key a batch was tried with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('paces')
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('spacing_ms', 'double precision', (column) => column.notNull())
    .addColumn('next_call_at_ms', 'double precision', (column) => column.notNull())
    .execute();
  await db.schema.alterTable('batches').addColumn('api_key_mark', 'text').execute();
}
