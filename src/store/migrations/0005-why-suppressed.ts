import { type Kysely, sql } from 'kysely';

/** Why a reader is suppressed, apart from the words of it; of those who were suppressed before, read from their words this once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('subscribers').addColumn('suppressed_for', 'text').execute();
  await sql`
    update subscribers
    set suppressed_for = case
      when lower(status_reason) like '%complain%' or lower(status_reason) like '%spam%' then 'complaint'
      when lower(status_reason) like '%passing reason%' then 'passing-bounces'
      when lower(status_reason) like '%bounce%' then 'bounce'
      when lower(status_reason) like '%suppress%' then 'provider'
      when status_reason is not null then 'editor'
    end
    where status = 'suppressed'`.execute(db);
}
