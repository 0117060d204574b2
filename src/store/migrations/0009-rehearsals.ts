import type { Kysely } from 'kysely';

/** Whether a database was ever sent from into a stand-in: what it says was accepted reached nobody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rehearsals')
    .addColumn('began_at', 'text', (column) => column.notNull())
    .execute();
}
