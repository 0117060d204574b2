import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '#store/open-store.ts';
import { eraseSubscriber } from '#subscribers/subscriber-queries.ts';
import { aMailedIssue } from '../builders/mailed-issue-builder.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';
import { keptState } from './kept-state.ts';

const AT = '2026-11-20T12:00:00.000Z';

let store: Store;
beforeEach(async () => {
  store = await aStore();
  await addReaders(store, 3);
});
afterEach(() => store.destroy());

const readers = () => store.selectFrom('subscribers').selectAll().execute();

test('Reading changes nothing', async () => {
  const kept = await keptState(store);
  await readers();
  expect(await kept.changes()).toEqual(new Map());
});

test('One cell that is another is seen, and put back', async () => {
  const kept = await keptState(store);
  const before = await readers();
  await store.updateTable('subscribers').set({ name: 'Ada' }).where('id', '=', 2).execute();
  expect([...(await kept.changes()).keys()]).toEqual(['subscribers']);
  await kept.putBack();
  expect(await readers()).toEqual(before);
  expect(await kept.changes()).toEqual(new Map());
});

test('What was taken back with its transaction is no change', async () => {
  const kept = await keptState(store);
  const work = store.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('subscribers').execute();
    throw new Error('taken back');
  });
  await expect(work).rejects.toThrow('taken back');
  expect(await kept.changes()).toEqual(new Map());
});

test('Rows that are gone come back with all that refers to them, and new rows get the same numbers again', async () => {
  await aMailedIssue(store, { fates: [{}, {}, {}] });
  const kept = await keptState(store);
  const addOne = async () => {
    const reader = { address: 'new@x.org', address_key: 'new@x.org', status: 'active' } as const;
    const when = { status_changed_at: AT, consent_source: 'x', consent_at: AT, created_at: AT };
    await store
      .insertInto('subscribers')
      .values({ ...reader, ...when })
      .execute();
    return (await readers()).at(-1)?.id;
  };
  const first = await addOne();
  await eraseSubscriber(store, 1, 'a hash', AT);
  expect([...(await kept.changes()).keys()].toSorted()).toEqual(['erased_addresses', 'sqlite_sequence', 'subscribers']);
  await kept.putBack();
  expect(await readers()).toHaveLength(3);
  expect(await addOne()).toBe(first);
});
