import { openStore, type Store } from '#store/open-store.ts';
import { addressSchema } from '#subscribers/address.ts';
import { insertActiveSubscribers } from '#subscribers/subscriber-queries.ts';
import { aDatabase } from './databases.ts';

/** An empty database of its own. */
export async function aStore(): Promise<Store> {
  return openStore(await aDatabase());
}

/** `reader1@resend.dev` to `readerN@resend.dev`, all active, with the ids 1 to N on a fresh database. */
export async function addReaders(store: Store, count: number): Promise<string[]> {
  const addresses = Array.from({ length: count }, (_, index) =>
    addressSchema.parse(`delivered+reader${index + 1}@resend.dev`),
  );
  const readers = addresses.map((address) => ({
    address,
    name: null,
    consentSource: 'test',
    consentAt: '2026-01-01T00:00:00.000Z',
  }));
  for (let start = 0; start < count; start += 500) {
    await insertActiveSubscribers(store, readers.slice(start, start + 500), '2026-01-01T00:00:00.000Z');
  }
  return addresses;
}
