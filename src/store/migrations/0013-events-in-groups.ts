import type { Kysely } from 'kysely';

/** What is asked with every group of events: a reader's deliveries around one of them, and whether a batch is unknown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('deliveries_of_a_subscriber')
    .on('deliveries')
    .columns(['subscriber_id', 'issue_id'])
    .execute();
  await db.schema.dropIndex('deliveries_by_subscriber').execute();
  await db.schema.createIndex('batches_by_state').on('batches').column('state').execute();
}
