import type { Kysely } from 'kysely';

/** What a visitor voted before there was a reader to vote: kept with the sign-up, cast when it is confirmed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sign_ups').addColumn('votes', 'text').execute();
}
