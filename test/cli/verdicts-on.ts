import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openStore, type Store } from '#store/open-store.ts';
import { addReaders } from '../builders/store-builders.ts';

const run = promisify(execFile);

/** What a command on a database wrote, and its exit code. */
export async function verdicts(
  database: string,
  ...words: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: database };
  try {
    return { code: 0, ...(await run(process.execPath, ['src/cli/verdicts.ts', ...words], { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

/** Fills a database with three readers, and something more if need be; gives its address. */
export async function filled(
  database: string,
  more: (store: Store) => Promise<unknown> = async () => undefined,
): Promise<string> {
  const store = await openStore(database);
  await addReaders(store, 3);
  await more(store);
  await store.destroy();
  return database;
}
