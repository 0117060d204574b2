import { describe, expect, it, onTestFinished } from 'vitest';
import { inTransaction } from '#store/in-transaction.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { aSharedDatabase, database } from '../builders/databases.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';

/** Two of the one process would block it with SQLite, which waits for a lock without letting anybody else go on. */
async function twoStores(): Promise<[Store, Store]> {
  const url = await aSharedDatabase();
  const stores = [await openStore(url), await openStore(url)] as [Store, Store];
  onTestFinished(async () => {
    for (const store of stores) await store.destroy();
  });
  return stores;
}

async function oneStore(): Promise<Store> {
  const store = await aStore();
  onTestFinished(() => store.destroy());
  return store;
}

/** Adds a reader who is called after how many there are: right only if nobody adds one between the look and the writing. */
async function addNumbered(store: Store, turn: number): Promise<void> {
  const { count } = await store
    .selectFrom('subscribers')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const address = `reader${turn}@resend.dev`;
  const agreed = { consent_source: '', consent_at: '', created_at: '' };
  await store
    .insertInto('subscribers')
    .values({ ...agreed, address, address_key: address, name: `${count}`, status: 'active', status_changed_at: '' })
    .execute();
}

describe('Transactions of several stores at once', () => {
  it('each see what the others did before them, and none is lost', async () => {
    const stores = database === 'postgres' ? await twoStores() : [await oneStore()];
    const works = Array.from({ length: 12 }, (_, turn) =>
      inTransaction(stores[turn % stores.length] as Store, (store) => addNumbered(store, turn)),
    );
    await Promise.all(works);
    const readers = await (stores[0] as Store).selectFrom('subscribers').select('name').execute();
    expect(new Set(readers.map(({ name }) => name)).size).toBe(12);
  });

  it.runIf(database === 'postgres')('do their work again when somebody was quicker', async () => {
    const [one, other] = await twoStores();
    await addReaders(one, 1);
    let tries = 0;
    await inTransaction(one, async (transaction) => {
      tries += 1;
      await transaction.selectFrom('subscribers').selectAll().execute();
      if (tries === 1) await other.updateTable('subscribers').set({ name: 'Ada' }).execute();
      await transaction.updateTable('subscribers').set({ status: 'unsubscribed' }).execute();
    });
    expect(tries).toBe(2);
    const [reader] = await one.selectFrom('subscribers').selectAll().execute();
    expect(reader).toMatchObject({ name: 'Ada', status: 'unsubscribed' });
  });

  it('that fail for another reason are not tried again', async () => {
    const store = await oneStore();
    let tries = 0;
    const failing = inTransaction(store, async () => {
      tries += 1;
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(tries).toBe(1);
  });
});
