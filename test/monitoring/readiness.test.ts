import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrationsProblem, readiness } from '#monitoring/readiness.ts';
import type { Store } from '#store/open-store.ts';
import { aStore } from '../builders/store-builders.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

const running = new AbortController().signal;

describe('A process is ready', () => {
  test('when its database answers and is of its own version', async () => {
    expect(await readiness(store, running)).toEqual({ kind: 'ready' });
  });

  test('and not any more once it is about to end', async () => {
    const because = 'the program is about to end';
    expect(await readiness(store, AbortSignal.abort())).toEqual({ kind: 'not-ready', because });
  });

  test('and not when its database is gone, and what the database said about that is not told', async () => {
    const gone = await aStore();
    await gone.destroy();
    const because = 'the database does not answer';
    expect(await readiness(gone, running)).toEqual({ kind: 'not-ready', because });
  });
});

describe('A database of another version is not worked with', () => {
  // Its own database: the next test of this file must not find the migrations changed.
  const within = (change: (store: Store) => Promise<unknown>) =>
    store
      .transaction()
      .execute(async (transaction) => {
        await change(transaction);
        throw Object.assign(new Error('undone'), { found: await readiness(transaction, running) });
      })
      .catch((error: Error & { found: unknown }) => error.found);

  test('when a newer program has changed it', async () => {
    const found = await within((changed) =>
      sql`insert into kysely_migration (name, timestamp) values ('9999-of-tomorrow', 'x')`.execute(changed),
    );
    expect(found).toEqual({ kind: 'not-ready', because: 'the database belongs to a newer version of this program' });
  });

  test('when an older copy was put in its place', async () => {
    const found = await within((changed) =>
      sql`delete from kysely_migration where name = '0010-stopped-sendings'`.execute(changed),
    );
    expect(found).toEqual({ kind: 'not-ready', because: 'the database belongs to an older version of this program' });
  });
});

test('A database that is both older and newer is called newer: that program is the one to run', () => {
  expect(migrationsProblem(['1', '3'], ['1', '2'])).toContain('newer');
});
