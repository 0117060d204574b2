import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import { identityColumn } from './identity-column.ts';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

const READER_COLUMNS = [
  'consent_page',
  'consent_text_version',
  'consent_ip_hash',
  'consent_user_agent',
  'confirmed_at',
  'categories',
  'paused_until',
];

async function createSignUps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sign_ups')
    .addColumn('id', 'integer', identityColumn(db))
    .addColumn('address', 'text', required)
    .addColumn('address_key', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('page', 'text', required)
    .addColumn('ip_hash', 'text', required)
    .addColumn('user_agent', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute();
  await db.schema.createIndex('sign_ups_by_address').on('sign_ups').column('address_key').execute();
  await db.schema
    .createTable('rate_limits')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('points', 'integer', required)
    .addColumn('resets_at', 'text', required)
    .execute();
}

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
  await createSignUps(db);
}
