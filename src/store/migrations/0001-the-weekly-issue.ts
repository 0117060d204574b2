import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import { identityColumn } from './identity-column.ts';

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

const required: Column = (column) => column.notNull();
const key: Column = (column) => column.primaryKey();
const unique: Column = (column) => column.notNull().unique();

async function createIssues(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('issues')
    .addColumn('id', 'integer', identityColumn(db))
    .addColumn('week', 'text', unique)
    .addColumn('state', 'text', required)
    .addColumn('cutoff_on', 'text', required)
    .addColumn('report', 'text', required)
    .addColumn('composed_at', 'text', required)
    .addColumn('content', 'text')
    .addColumn('content_hash', 'text')
    .addColumn('reason', 'text')
    .addColumn('decided_by', 'text')
    .addColumn('approval', 'text')
    .addColumn('frozen_at', 'text')
    .addColumn('sent_at', 'text')
    .addColumn('paused_because', 'text')
    .execute();
  await db.schema
    .createTable('frozen_messages')
    .addColumn('issue_id', 'integer', (column) => column.primaryKey().references('issues.id'))
    .addColumn('message', 'text', required)
    .addColumn('audience', 'integer', required)
    .execute();
}

async function createReaders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscribers')
    .addColumn('id', 'integer', identityColumn(db))
    .addColumn('address', 'text', required)
    .addColumn('address_key', 'text', unique)
    .addColumn('status', 'text', required)
    .addColumn('status_changed_at', 'text', required)
    .addColumn('consent_source', 'text', required)
    .addColumn('consent_at', 'text', required)
    .addColumn('created_at', 'text', required)
    .addColumn('name', 'text')
    .addColumn('status_reason', 'text')
    .execute();
  await db.schema
    .createTable('erased_addresses')
    .addColumn('address_hash', 'text', key)
    .addColumn('erased_at', 'text', required)
    .execute();
}

async function createVotes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('votes')
    .addColumn('tool', 'text', required)
    .addColumn('subscriber_id', 'integer', required)
    .addColumn('choice', 'text', required)
    .addColumn('voted_at', 'text', required)
    .addPrimaryKeyConstraint('one_vote_a_reader_and_tool', ['tool', 'subscriber_id'])
    .execute();
}

async function createBatches(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('batches')
    .addColumn('issue_id', 'integer', (column) => column.notNull().references('issues.id'))
    .addColumn('number', 'integer', required)
    .addColumn('state', 'text', required)
    .addColumn('round', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('unanswered', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('recipients', 'text')
    .addColumn('body_sha256', 'text')
    .addColumn('first_attempt_at', 'text')
    .addColumn('problem', 'text')
    .addPrimaryKeyConstraint('one_batch_a_number', ['issue_id', 'number'])
    .execute();
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deliveries')
    .addColumn('issue_id', 'integer', (column) => column.notNull().references('issues.id'))
    .addColumn('subscriber_id', 'integer', required)
    .addColumn('batch_number', 'integer', required)
    .addColumn('position', 'integer', required)
    .addColumn('outcome', 'text')
    .addColumn('event', 'text')
    .addColumn('email_id', 'text')
    .addColumn('problem', 'text')
    .addPrimaryKeyConstraint('one_delivery_a_reader_and_issue', ['issue_id', 'subscriber_id'])
    .execute();
  await db.schema
    .createIndex('one_delivery_a_place')
    .on('deliveries')
    .columns(['issue_id', 'batch_number', 'position'])
    .unique()
    .execute();
}

async function createSchedule(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('schedule_runs')
    .addColumn('job', 'text', required)
    .addColumn('slot', 'text', required)
    .addColumn('claimed_at', 'text', required)
    .addColumn('finished_at', 'text')
    .addColumn('outcome', 'text')
    .addPrimaryKeyConstraint('one_run_a_job_and_slot', ['job', 'slot'])
    .execute();
  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', key)
    .addColumn('holder', 'text', required)
    .addColumn('expires_at', 'text', required)
    .execute();
}

/** Issues, readers, deliveries and the schedule. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createIssues(db);
  await createReaders(db);
  await createVotes(db);
  await createBatches(db);
  await createDeliveries(db);
  await createSchedule(db);
}
