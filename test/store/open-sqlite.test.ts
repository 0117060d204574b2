import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openStore, type Store } from '#store/open-store.ts';
import { scratchFolder } from './scratch-folder.ts';

async function open(path: string): Promise<Store> {
  const store = await openStore(path);
  onTestFinished(() => store.destroy());
  return store;
}

it('A SQLite file is made with its folder', async () => {
  const path = join(await scratchFolder(), 'a', 'b', 'verdicts.sqlite');
  await open(path);
  expect(existsSync(path)).toBe(true);
});

it('A SQLite file keeps what it has promised across a power cut', async () => {
  const store = await open(join(await scratchFolder(), 'verdicts.sqlite'));
  const setting = async (name: string) =>
    Object.values((await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(store)).rows[0] ?? {});
  expect(await setting('journal_mode')).toEqual(['wal']);
  expect(await setting('synchronous')).toEqual([2]);
});

// disk-full, seed 1
it('A transaction that a full disk has ended says so, not that it cannot be rolled back', async () => {
  const store = await open(join(await scratchFolder(), 'verdicts.sqlite'));
  await sql`pragma max_page_count = 100`.execute(store);
  const message = 'x'.repeat(1_000_000);
  const writing = store.transaction().execute(async (transaction) => {
    const row = { id: 'one', kind: 'welcome', address: 'ada@resend.dev', message, created_at: '2026-11-17' };
    await transaction.insertInto('outgoing_mails').values(row).execute();
  });
  await expect(writing).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  expect(await store.selectFrom('outgoing_mails').select('id').execute()).toEqual([]);
});

it('Waiting for another writer, the program goes on', async () => {
  const path = join(await scratchFolder(), 'verdicts.sqlite');
  const [store, other] = [await open(path), await open(path)];
  const letGo = Promise.withResolvers<void>();
  const isHeld = Promise.withResolvers<void>();
  const holding = other.transaction().execute(async () => {
    isHeld.resolve();
    await letGo.promise;
  });
  await isHeld.promise;
  const row = { id: 'one', kind: 'welcome', address: 'ada@resend.dev', message: '', created_at: '2026-11-17' };
  const writing = store.insertInto('outgoing_mails').values(row).execute();
  const tries = vi.spyOn(Database.prototype, 'prepare');
  // SQLite's own waiting would be one try, and nothing else would happen meanwhile.
  await vi.waitFor(() => expect(tries.mock.calls.length).toBeGreaterThan(10));
  letGo.resolve();
  await Promise.all([holding, writing]);
  expect(await store.selectFrom('outgoing_mails').select('id').execute()).toEqual([{ id: 'one' }]);
});
