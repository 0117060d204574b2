import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { openBatch } from '#delivery/open-batch-queries.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import type { DatabaseSchema } from '#store/database-schema.ts';
import { openSqlite } from '#store/open-sqlite.ts';
import { allMigrations } from '../../../src/store/migrations/all-migrations.ts';
import { anApprovedIssue, byTest } from '../../builders/issue-builders.ts';

it('What an earlier version froze is kept: each delivery in its batch, and what an open batch is repeated from', async () => {
  const store = new Kysely<DatabaseSchema>({ dialect: openSqlite(':memory:') });
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => allMigrations } });
  await migrator.migrateTo('0013-events-in-groups');
  await insertIssue(store, anApprovedIssue('h'), byTest);
  await sql`insert into batches (issue_id, number, state, recipients, body_sha256, first_attempt_at, api_key_mark)
    values (1, 1, 'settled', null, 'aa', '2026-11-17T09:00:00.000Z', 'm'),
           (1, 2, 'attempted', '[[3,"ada@resend.dev","3.1.x"]]', 'bb', '2026-11-17T09:00:01.000Z', 'm'),
           (1, 3, 'waiting', null, null, null, null)`.execute(store);
  await sql`insert into deliveries (issue_id, subscriber_id, batch_number, position, outcome, email_id)
    values (1, 2, 1, 0, 'accepted', 'id-of-two'), (1, 3, 2, 0, null, null), (1, 4, 3, 0, null, null)`.execute(store);

  await migrator.migrateToLatest();

  expect(await store.selectFrom('deliveries').selectAll().execute()).toMatchObject([
    { subscriber_id: 2, batch_number: 1, outcome: 'accepted', email_id: 'id-of-two' },
    { subscriber_id: 3, batch_number: 2, outcome: null },
    { subscriber_id: 4, batch_number: 3, outcome: null },
  ]);
  expect(await openBatch(store, { issueId: 1, number: 2 })).toMatchObject({
    state: 'attempted',
    recipients: [{ subscriberId: 3, address: 'ada@resend.dev', token: '3.1.x' }],
    bodySha256: 'bb',
    apiKeyMark: 'm',
  });
  expect(await openBatch(store, { issueId: 1, number: 3 })).toMatchObject({ state: 'waiting' });
  expect(await store.selectFrom('frozen_attempts').select('batch_number').execute()).toEqual([{ batch_number: 2 }]);
  await store.destroy();
});
