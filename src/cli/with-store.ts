import { existsSync } from 'node:fs';
import { isPostgresUrl, openStore, type Store } from '#store/open-store.ts';
import type { ExitCode } from './exit-code.ts';
import { configOrComplaint } from './with-app.ts';

/** Runs a command on the database of the settings alone. One that is not there is not made. */
export async function withStore(command: (store: Store, url: string) => Promise<ExitCode>): Promise<ExitCode> {
  const config = configOrComplaint();
  if (!config) return 2;
  const { databaseUrl } = config;
  if (!isPostgresUrl(databaseUrl) && !existsSync(databaseUrl)) {
    console.error(`settings: DATABASE_URL ${databaseUrl} is not there`);
    return 2;
  }
  const store = await openStore(databaseUrl);
  try {
    return await command(store, databaseUrl);
  } finally {
    await store.destroy();
  }
}
