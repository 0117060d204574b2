import type { Kysely } from 'kysely';

/** What a report needs of an event when its body is forgotten: when it happened, and which link of the mail was clicked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('provider_events').addColumn('happened_at', 'text').execute();
  await db.schema.alterTable('provider_events').addColumn('link', 'text').execute();
}
