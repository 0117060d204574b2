import { type Kysely, sql } from 'kysely';

/** The place of a delivery in its batch follows from its reader: one number less, and one index. */
async function rebuildDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deliveries_now')
    .addColumn('issue_id', 'integer', (column) => column.notNull().references('issues.id'))
    .addColumn('subscriber_id', 'integer', (column) => column.notNull())
    .addColumn('batch_number', 'integer', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('event', 'text')
    .addColumn('email_id', 'text')
    .addColumn('problem', 'text')
    .addPrimaryKeyConstraint('place_of_a_delivery', ['issue_id', 'batch_number', 'subscriber_id'])
    .execute();
  const kept = sql`issue_id, subscriber_id, batch_number, outcome, event, email_id, problem`;
  await sql`insert into deliveries_now (${kept}) select ${kept} from deliveries
    order by issue_id, batch_number, position`.execute(db);
  await db.schema.dropTable('deliveries').execute();
  await db.schema.alterTable('deliveries_now').renameTo('deliveries').execute();
  await db.schema
    .createIndex('one_delivery_a_subscriber_and_issue')
    .on('deliveries')
    .columns(['subscriber_id', 'issue_id'])
    .unique()
    .execute();
  // Six signs at the end of an id tell it from nearly all others, in a quarter of the room.
  await sql`create index deliveries_by_end_of_email_id on deliveries (substr(email_id, length(email_id) - 5))`.execute(
    db,
  );
}

/** What a batch is repeated from is wide and is gone once it is settled: in a table of its own it leaves no holes. */
async function moveAttempts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('frozen_attempts')
    .addColumn('issue_id', 'integer', (column) => column.notNull())
    .addColumn('batch_number', 'integer', (column) => column.notNull())
    .addColumn('recipients', 'text', (column) => column.notNull())
    .addColumn('body_sha256', 'text', (column) => column.notNull())
    .addColumn('api_key_mark', 'text')
    .addPrimaryKeyConstraint('one_attempt_a_batch', ['issue_id', 'batch_number'])
    .addForeignKeyConstraint('attempt_of_a_batch', ['issue_id', 'batch_number'], 'batches', ['issue_id', 'number'])
    .execute();
  await sql`insert into frozen_attempts (issue_id, batch_number, recipients, body_sha256, api_key_mark)
    select issue_id, number, recipients, body_sha256, api_key_mark from batches
    where recipients is not null and body_sha256 is not null`.execute(db);
  for (const column of ['recipients', 'body_sha256', 'api_key_mark'])
    await db.schema.alterTable('batches').dropColumn(column).execute();
}

/** A settled delivery takes less room. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await rebuildDeliveries(db);
  await moveAttempts(db);
}
