import type { Kysely } from 'kysely';

/** That an editor stopped what had not left, also where everything was on its way just then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('frozen_messages').addColumn('stopped_at', 'text').execute();
}
