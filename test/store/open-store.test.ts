import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, type Store } from '#store/open-store.ts';
import { findSubscribers } from '#subscribers/subscriber-queries.ts';
import { aSharedDatabase } from '../builders/databases.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';
import { runAtOnce } from './run-at-once.ts';

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
    const addresses = await addReaders(one, 1);
    expect([...(await findSubscribers(other, addresses as never))]).toHaveLength(1);
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
