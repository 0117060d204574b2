import type { Kysely } from 'kysely';

/** Not everything that is mailed is a week's issue: what was a week becomes a name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('issues').renameColumn('week', 'name').execute();
}
