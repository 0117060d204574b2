import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Store } from '#store/open-store.ts';
import { erasedAddressHash } from '#subscribers/erased-address.ts';
import {
  allSubscribers,
  countByStatus,
  erasedHashes,
  eraseSubscriber,
  findSubscriber,
  insertActiveSubscribers,
  unsubscribe,
} from '#subscribers/subscriber-queries.ts';
import { castVote, countVotes } from '#votes/vote-queries.ts';
import { aTool } from '../builders/catalog-builders.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';
import { aNewSubscriber, anAddress, secret } from './subscriber-builders.ts';

const at = '2026-11-17T09:00:00.000Z';
const alpha = aTool('alpha').slug;

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

async function add(...addresses: string[]): Promise<void> {
  await insertActiveSubscribers(
    store,
    addresses.map((address) => aNewSubscriber(address, { name: 'Ada L' })),
    at,
  );
}

async function setStatus(id: number, status: DatabaseSchema['subscribers']['status']): Promise<void> {
  await store.updateTable('subscribers').set({ status }).where('id', '=', id).execute();
}

describe('A subscriber', () => {
  it('is found by address in whatever case, as they wrote it', async () => {
    await add('Ada@Readers.org');
    expect(await findSubscriber(store, anAddress('aDA@readers.ORG'))).toMatchObject({
      address: 'Ada@Readers.org',
      status: 'active',
    });
    expect(await findSubscriber(store, anAddress('bob@readers.org'))).toBeUndefined();
  });

  it('is there once; the second is refused whole', async () => {
    await add('ada@readers.org');
    await expect(add('bob@readers.org', 'ADA@readers.org')).rejects.toThrow(/unique/i);
    expect(await store.selectFrom('subscribers').select('address').execute()).toEqual([{ address: 'ada@readers.org' }]);
  });

  it('need not be any', async () => {
    await insertActiveSubscribers(store, [], at);
    expect([...(await countByStatus(store))]).toEqual([]);
  });
});

describe('Unsubscribing', () => {
  it.each(['pending', 'active'] as const)('ends a subscription that is %s, with when and why', async (status) => {
    await addReaders(store, 2);
    await setStatus(1, status);
    expect(await unsubscribe(store, 1, 'link in the mail', at)).toBe(true);
    const [left, stays] = await store.selectFrom('subscribers').selectAll().orderBy('id').execute();
    expect(left).toMatchObject({ status: 'unsubscribed', status_reason: 'link in the mail', status_changed_at: at });
    expect(stays).toMatchObject({ status: 'active', status_reason: null });
  });

  it.each(['unsubscribed', 'suppressed'] as const)('leaves one who is %s as they are', async (status) => {
    await addReaders(store, 1);
    await setStatus(1, status);
    const before = await store.selectFrom('subscribers').selectAll().execute();
    expect(await unsubscribe(store, 1, 'again', at)).toBe(false);
    expect(await store.selectFrom('subscribers').selectAll().execute()).toEqual(before);
  });

  it('somebody who is not there says so', async () => {
    expect(await unsubscribe(store, 99, 'x', at)).toBe(false);
  });
});

describe('Erasing', () => {
  const ada = anAddress('Ada@readers.org');
  const hash = erasedAddressHash(secret, ada);

  it('removes the row and the votes, and keeps only a keyed hash with the time', async () => {
    await add('Ada@readers.org', 'bob@readers.org');
    await castVote(store, alpha, 1, 'ship', new Date(at));
    await castVote(store, alpha, 2, 'skip', new Date(at));
    await eraseSubscriber(store, 1, hash, at);
    expect(await findSubscriber(store, ada)).toBeUndefined();
    expect((await countVotes(store)).get(alpha)).toEqual({ ship: 0, skip: 1 });
    expect(await store.selectFrom('erased_addresses').selectAll().execute()).toEqual([
      { address_hash: hash, erased_at: at },
    ]);
    expect(await store.selectFrom('subscribers').select('address').execute()).toEqual([{ address: 'bob@readers.org' }]);
    expect((await erasedHashes(store, [hash])).has(erasedAddressHash(secret, anAddress('ADA@readers.org')))).toBe(true);
  });

  it('takes along what the provider told of the reader, about issues and about other mails, and nothing about others', async () => {
    await addReaders(store, 2);
    await store
      .insertInto('issues')
      .values({ id: 1, name: '2026-W47', state: 'sent', cutoff_on: '2026-11-16', report: '{}', composed_at: at })
      .execute();
    const place = { issue_id: 1, batch_number: 1, outcome: 'accepted' as const };
    await store
      .insertInto('deliveries')
      .values([1, 2].map((subscriber_id) => ({ ...place, subscriber_id })))
      .execute();
    const told = { type: 'email.delivered', received_at: at, body: '{}', state: 'applied' as const };
    const events = [1, 2].flatMap((subscriber_id) =>
      [1, null].map((issue_id) => ({ ...told, subscriber_id, issue_id, svix_id: `${subscriber_id} of ${issue_id}` })),
    );
    await store.insertInto('provider_events').values(events).execute();
    await eraseSubscriber(store, 1, hash, at);
    const kept = await store.selectFrom('provider_events').select('svix_id').orderBy('svix_id').execute();
    expect(kept.map(({ svix_id }) => svix_id)).toEqual(['2 of 1', '2 of null']);
  });

  it('twice is the same as once, and keeps the first time', async () => {
    await add('Ada@readers.org');
    await eraseSubscriber(store, 1, hash, at);
    await eraseSubscriber(store, 1, hash, '2027-01-01T00:00:00.000Z');
    expect(await store.selectFrom('erased_addresses').select('erased_at').execute()).toEqual([{ erased_at: at }]);
  });

  it('knows only who was erased', async () => {
    await eraseSubscriber(store, 1, hash, at);
    const other = erasedAddressHash(secret, anAddress('bob@readers.org'));
    expect(await erasedHashes(store, [other, hash])).toEqual(new Set([hash]));
    expect(await erasedHashes(store, [])).toEqual(new Set());
  });
});

describe('The list', () => {
  it('is counted by status', async () => {
    await addReaders(store, 5);
    await setStatus(2, 'unsubscribed');
    await setStatus(3, 'suppressed');
    await setStatus(4, 'pending');
    expect(await countByStatus(store)).toEqual(
      new Map([
        ['active', 2],
        ['pending', 1],
        ['suppressed', 1],
        ['unsubscribed', 1],
      ]),
    );
  });

  it.each([0, 1, 4, 5])('of %i is read whole, in the order they came, a page of two at a time', async (count) => {
    await addReaders(store, count);
    const ids: number[] = [];
    for await (const { id } of allSubscribers(store, 2)) ids.push(id);
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  });
});
