import type { Kysely } from 'kysely';

/** The mails of an issue in the orders that its readers' categories ask for, beside the one in its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('frozen_orders')
    .addColumn('issue_id', 'integer', (column) => column.notNull().references('frozen_messages.issue_id'))
    .addColumn('interest_order', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('template_id', 'text')
    .addPrimaryKeyConstraint('frozen_orders_of_an_issue', ['issue_id', 'interest_order'])
    .execute();
}
