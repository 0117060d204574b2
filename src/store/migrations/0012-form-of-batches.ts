import type { Kysely } from 'kysely';

/** In which form the batches of an issue go out: null until it is decided. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('frozen_messages').addColumn('form', 'text').execute();
}
