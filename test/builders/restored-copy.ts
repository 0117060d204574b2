import { join } from 'node:path';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '#store/open-store.ts';
import { scratchFolder } from '../store/scratch-folder.ts';

/** The file a backup of the database as it is now lies in. */
export async function backUp(store: Store): Promise<string> {
  const path = join(await scratchFolder(), 'copy.sqlite');
  await sql`vacuum into ${path}`.execute(store);
  return path;
}

/** A copy of the database as it is now, put back and opened; closed when the test is over. */
export async function restoredCopy(store: Store): Promise<Store> {
  const copy = await openStore(await backUp(store));
  onTestFinished(() => copy.destroy());
  return copy;
}
