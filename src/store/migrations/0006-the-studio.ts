import type { Kysely } from 'kysely';
import { identityColumn } from './identity-column.ts';

async function createHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('issue_changes')
    .addColumn('id', 'integer', identityColumn(db))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('content', 'text')
    .addColumn('content_hash', 'text')
    .execute();
  await db.schema.createIndex('issue_changes_of_an_issue').on('issue_changes').columns(['name', 'id']).execute();
}

async function createSignIn(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('editor_links')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('editor', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('editor_sessions')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('editor', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
}

/** What editors do to an issue and what is told to them; how they sign in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('issues').addColumn('edited_by', 'text').execute();
  await db.schema.alterTable('issues').addColumn('send_at', 'text').execute();
  await createHistory(db);
  await createSignIn(db);
  await db.schema
    .createTable('editor_notices')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('editor_notices_once', ['name', 'kind'])
    .execute();
}
