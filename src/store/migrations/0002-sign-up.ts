import type { Kysely } from 'kysely';

const READER_COLUMNS = [
  'consent_page',
  'consent_text_version',
  'consent_ip_hash',
  'consent_user_agent',
  'confirmed_at',
  'categories',
  'paused_until',
];

/** What signing up leaves as evidence, what readers choose, and the mails that answer them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of READER_COLUMNS) {
    await db.schema.alterTable('subscribers').addColumn(column, 'text').execute();
  }
  await db.schema.alterTable('subscribers').addColumn('left_issue_id', 'integer').execute();
  await db.schema
    .createTable('outgoing_mails')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('next_attempt_at', 'text')
    .addColumn('problem', 'text')
    .execute();
}
