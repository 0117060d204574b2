import type { Selectable } from 'kysely';
import type { DatabaseSchema } from '#store/database-schema.ts';
import { givenRows } from '#store/given-rows.ts';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { type Address, addressKey } from './address.ts';

export type Subscriber = Selectable<DatabaseSchema['subscribers']>;

/** A reader who agreed to get the newsletter, where and when. */
export type NewSubscriber = { address: Address; name: string | null; consentSource: string; consentAt: string };

export async function findSubscriber(store: Store, address: Address): Promise<Subscriber | undefined> {
  return store.selectFrom('subscribers').selectAll().where('address_key', '=', addressKey(address)).executeTakeFirst();
}

export async function insertActiveSubscribers(
  store: Store,
  readers: readonly NewSubscriber[],
  at: string,
): Promise<void> {
  if (readers.length === 0) return;
  const rows = readers.map(({ address, name, consentSource, consentAt }) => ({
    address,
    address_key: addressKey(address),
    name,
    status: 'active' as const,
    status_changed_at: at,
    consent_source: consentSource,
    consent_at: consentAt,
    created_at: at,
  }));
  await store.insertInto('subscribers').values(rows).execute();
}

/** Ends a subscription and keeps why, and by the link of which issue where it was one. False when there was none to end. */
export async function unsubscribe(
  store: Store,
  subscriberId: number,
  reason: string,
  at: string,
  byLinkOfIssue: number | null = null,
): Promise<boolean> {
  const result = await store
    .updateTable('subscribers')
    .set({ status: 'unsubscribed', status_reason: reason, status_changed_at: at, left_issue_id: byLinkOfIssue })
    .where('id', '=', subscriberId)
    .where('status', 'in', ['pending', 'active'])
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** By issue, as the index has them: there are millions of events, and a page waits for this. */
async function eraseEvents(store: Store, subscriberId: number): Promise<void> {
  const events = store.deleteFrom('provider_events').where('subscriber_id', '=', subscriberId);
  const issues = store.selectFrom('deliveries').select('issue_id').where('subscriber_id', '=', subscriberId);
  await events.where('issue_id', 'in', issues).execute();
  await events.where('issue_id', 'is', null).execute();
}

/** Removes everything about a reader but a keyed hash of the address, which keeps imports from bringing it back. */
export async function eraseSubscriber(
  store: Store,
  subscriberId: number,
  addressHash: string,
  at: string,
): Promise<void> {
  await inTransaction(store, async (transaction) => {
    await transaction
      .insertInto('erased_addresses')
      .values({ address_hash: addressHash, erased_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const reader = transaction.selectFrom('subscribers').where('id', '=', subscriberId);
    await transaction.deleteFrom('outgoing_mails').where('address', 'in', reader.select('address')).execute();
    await transaction.deleteFrom('sign_ups').where('address_key', 'in', reader.select('address_key')).execute();
    await eraseEvents(transaction, subscriberId);
    await transaction.deleteFrom('votes').where('subscriber_id', '=', subscriberId).execute();
    await transaction.deleteFrom('subscribers').where('id', '=', subscriberId).execute();
  });
}

/** Whether anybody was ever erased. */
export async function hasErased(store: Store): Promise<boolean> {
  return (await store.selectFrom('erased_addresses').select('address_hash').limit(1).executeTakeFirst()) !== undefined;
}

/** Those of some hashes whose addresses were erased. */
export async function erasedHashes(store: Store, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const asked = givenRows(
    store,
    { hash: 'text' },
    hashes.map((hash) => ({ hash })),
  );
  const rows = await store
    .selectFrom('erased_addresses')
    .select('address_hash')
    .where('address_hash', 'in', (from) => from.selectFrom(asked.as('asked')).select('hash'))
    .execute();
  return new Set(rows.map(({ address_hash }) => address_hash));
}

export async function countByStatus(store: Store): Promise<Map<Subscriber['status'], number>> {
  const rows = await store
    .selectFrom('subscribers')
    .select(({ fn }) => ['status', fn.countAll<number | bigint>().as('count')])
    .groupBy('status')
    .execute();
  return new Map(rows.map(({ status, count }) => [status, Number(count)]));
}

/** All subscribers in the order they came, a page at a time. */
export async function* allSubscribers(store: Store, pageSize = 1000): AsyncGenerator<Subscriber> {
  for (let after = 0; ; ) {
    const page = await store
      .selectFrom('subscribers')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute();
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.id;
  }
}
