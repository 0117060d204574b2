import { PostgresAdapter, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inTransaction } from '#store/in-transaction.ts';
import { isPostgres } from '#store/is-postgres.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { aSharedDatabase } from '../builders/databases.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';
import { runAtOnce } from './run-at-once.ts';

/** PostgreSQL’s lock is by a number alone. */
const NO_TABLE = { lockTable: '', lockRowId: '' };

async function open(url?: string): Promise<Store> {
  const store = url === undefined ? await aStore() : await openStore(url);
  onTestFinished(() => store.destroy());
  return store;
}

describe('Opening', () => {
  it('makes every table', async () => {
    const store = await open();
    for (const table of [
      'issues',
      'frozen_messages',
      'frozen_orders',
      'subscribers',
      'erased_addresses',
      'batches',
      'deliveries',
      'votes',
      'schedule_runs',
      'leases',
    ] as const)
      expect(await store.selectFrom(table).selectAll().execute()).toEqual([]);
  });

  it('again finds what was there', async () => {
    const path = await aSharedDatabase();
    const first = await openStore(path);
    await addReaders(first, 3);
    await first.destroy();
    const again = await open(path);
    expect(await again.selectFrom('subscribers').select('id').execute()).toHaveLength(3);
  });

  it('beside somebody who has it open already shows both the same', async () => {
    const path = await aSharedDatabase();
    const [one, other] = [await open(path), await open(path)];
    await addReaders(one, 1);
    expect(await other.selectFrom('subscribers').select('id').execute()).toHaveLength(1);
  });

  it('waits for nobody who stands still while tables are made, when all of them are there', async () => {
    const path = await aSharedDatabase();
    const holder = await open(path);
    await inTransaction(holder, async (transaction) => {
      // On SQLite the transaction alone is the lock.
      if (isPostgres(holder)) await new PostgresAdapter().acquireMigrationLock(transaction, NO_TABLE);
      const beside = await open(path);
      expect(await beside.selectFrom('issues').selectAll().execute()).toEqual([]);
    });
  });

  it('refuses one that has had migrations this program does not know', async () => {
    const path = await aSharedDatabase();
    const store = await open(path);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-of-a-later-version', 'then')`.execute(store);
    await expect(open(path)).rejects.toThrow('belongs to a newer version of this program (9999-of-a-later-version)');
    await sql`delete from kysely_migration where name like '9999%'`.execute(store);
  });

  it('an empty one gives each test a database of its own', async () => {
    const [one, other] = [await open(), await open()];
    await addReaders(one, 1);
    expect(await other.selectFrom('subscribers').selectAll().execute()).toEqual([]);
  });
});

describe('The database', () => {
  it('has one row an address', async () => {
    const store = await open();
    await addReaders(store, 1);
    await expect(addReaders(store, 1)).rejects.toThrow(/unique/i);
  });

  it('has no batch of an issue that does not exist', async () => {
    const store = await open();
    const batch = store.insertInto('batches').values({ issue_id: 99, number: 1, state: 'waiting' });
    await expect(batch.execute()).rejects.toThrow(/foreign key/i);
  });

  it('never gives the number of a reader who is gone to somebody else', async () => {
    const store = await open();
    await addReaders(store, 2);
    await store.deleteFrom('subscribers').execute();
    await addReaders(store, 1);
    expect(await store.selectFrom('subscribers').select('id').execute()).toEqual([{ id: 3 }]);
  });

  it('takes back all of a transaction that fails', async () => {
    const store = await open();
    const failing = store.transaction().execute(async (transaction) => {
      await addReaders(transaction, 2);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await store.selectFrom('subscribers').selectAll().execute()).toEqual([]);
  });
});

it('Several processes that open a new database at the same moment all get it', async () => {
  const script = new URL('./open-store-process.ts', import.meta.url);
  const path = await aSharedDatabase();
  expect(await runAtOnce(script, [[path], [path], [path]])).toEqual(['opened', 'opened', 'opened']);
});
