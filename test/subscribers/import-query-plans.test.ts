import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#store/open-store.ts';
import { erasedAddressHash } from '#subscribers/erased-address.ts';
import { importSubscribers } from '#subscribers/import-subscribers.ts';
import { eraseSubscriber } from '#subscribers/subscriber-queries.ts';
import { plansOf, readsWhole } from '../builders/query-plans.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';
import { scratchFolder } from '../store/scratch-folder.ts';
import { anAddress, secret } from './subscriber-builders.ts';

const NOW = new Date('2026-11-17T09:00:00.000Z');
const ERASED = 'delivered+reader1@resend.dev';

/** Of somebody new, of one who is on the list, of one who left elsewhere, of one who was erased. */
const FILE = `email,status
new@readers.org,active
delivered+reader2@resend.dev,active
delivered+reader3@resend.dev,unsubscribed
${ERASED},active
`;

let store: Store;
beforeEach(async () => {
  store = await aStore();
  await addReaders(store, 20);
  await eraseSubscriber(store, 1, erasedAddressHash(secret, anAddress(ERASED)), NOW.toISOString());
});
afterEach(() => store.destroy());

describe('An import', () => {
  test('reads no table whole, whoever the file names', async () => {
    const path = join(await scratchFolder(), 'readers.csv');
    await writeFile(path, FILE);
    const defaults = { consentSource: 'the old list', consentAt: '2026-01-01T00:00:00Z' };
    const options = { defaults, dryRun: false, secrets: [secret] as const, now: NOW, refuse: () => undefined };
    let counts: unknown;
    const plans = await plansOf(store, async (heard) => {
      counts = await importSubscribers(heard, path, options);
    });
    expect(counts).toEqual({ added: 1, ended: 1, unchanged: 1, refused: 1 });
    expect(plans.join('\n')).toMatch(/subscribers/);
    // Whether anybody was ever erased is asked for one row.
    expect(plans.flatMap(readsWhole).filter((step) => !step.includes('erased_addresses'))).toEqual([]);
  });
});
