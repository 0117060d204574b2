import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
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
