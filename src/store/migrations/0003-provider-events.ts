import type { Kysely } from 'kysely';

async function createInbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('provider_events')
    .addColumn('svix_id', 'text', (column) => column.primaryKey())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('email_id', 'text')
    .addColumn('issue_id', 'integer')
    .addColumn('subscriber_id', 'integer')
    .addColumn('machine', 'text')
    .addColumn('problem', 'text')
    .execute();
}

/** The inbox of what the provider tells us, and what it needs to be applied. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createInbox(db);
  await db.schema
    .createIndex('provider_events_to_work_on')
    .on('provider_events')
    .columns(['state', 'tries', 'received_at'])
    .execute();
  await db.schema
    .createIndex('provider_events_of_a_delivery')
    .on('provider_events')
    .columns(['issue_id', 'subscriber_id'])
    .execute();
  await db.schema.createIndex('deliveries_by_email_id').on('deliveries').column('email_id').execute();
  await db.schema.createIndex('deliveries_by_subscriber').on('deliveries').column('subscriber_id').execute();
  await db.schema
    .alterTable('subscribers')
    .addColumn('soft_bounces', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
