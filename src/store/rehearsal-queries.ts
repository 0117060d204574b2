import type { Store } from './open-store.ts';

/** Writes down that this database is sent from into a stand-in. */
export async function recordRehearsal(store: Store, now: Date): Promise<void> {
  await store.insertInto('rehearsals').values({ began_at: now.toISOString() }).execute();
}

/** When mail of this database first went into a stand-in instead of to readers. */
export async function firstRehearsal(store: Store): Promise<string | undefined> {
  const row = await store.selectFrom('rehearsals').select('began_at').orderBy('began_at').executeTakeFirst();
  return row?.began_at;
}
