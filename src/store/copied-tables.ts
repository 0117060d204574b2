import type { DatabaseSchema } from './database-schema.ts';

type InSchema<Name extends keyof DatabaseSchema> = {
  table: Name;
  /** What its rows are told apart by and read in the order of. */
  key: readonly (keyof DatabaseSchema[Name] & string)[];
  /** Its `id` is a number that never comes back, also after its row is gone. */
  isNumbered?: true;
  /** Read whole: two of its rows may have the same key. */
  inOnePage?: true;
};

export type CopiedTable = { [Name in keyof DatabaseSchema]: InSchema<Name> }[keyof DatabaseSchema];

/** What a copy consists of; a table stands after those it refers to. */
export const COPIED_TABLES: readonly CopiedTable[] = [
  { table: 'issues', key: ['id'], isNumbered: true },
  { table: 'issue_changes', key: ['id'], isNumbered: true },
  { table: 'editor_links', key: ['token_hash'] },
  { table: 'editor_sessions', key: ['token_hash'] },
  { table: 'editor_notices', key: ['name', 'kind'] },
  { table: 'frozen_messages', key: ['issue_id'] },
  { table: 'frozen_orders', key: ['issue_id', 'interest_order'] },
  { table: 'subscribers', key: ['id'], isNumbered: true },
  { table: 'erased_addresses', key: ['address_hash'] },
  { table: 'outgoing_mails', key: ['id'] },
  { table: 'sign_ups', key: ['id'], isNumbered: true },
  { table: 'rate_limits', key: ['key'] },
  { table: 'provider_events', key: ['svix_id'] },
  { table: 'batches', key: ['issue_id', 'number'] },
  { table: 'frozen_attempts', key: ['issue_id', 'batch_number'] },
  { table: 'deliveries', key: ['issue_id', 'batch_number', 'subscriber_id'] },
  { table: 'rehearsals', key: ['began_at'], inOnePage: true },
  { table: 'votes', key: ['tool', 'subscriber_id'] },
  { table: 'schedule_runs', key: ['job', 'slot'] },
];

type LeftOut = { table: string; because: string };

/** What a copy does without. pg-boss keeps its tables in a schema of its own: jobs of batches that are being sent, and those refuse a copy. */
export const LEFT_OUT: readonly LeftOut[] = [
  { table: 'leases', because: 'who holds one holds it in the database it runs on' },
  { table: 'paces', because: 'counted by the clock of its database; the answers of the account soon set it again' },
  { table: 'kysely_migration', because: 'each database records how its own tables were made' },
  { table: 'kysely_migration_lock', because: 'kept by a database while its tables are made' },
];
