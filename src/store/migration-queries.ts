import { sql } from 'kysely';
import type { Store } from './open-store.ts';

/** The names of the migrations a database has had, in their order. */
export async function appliedMigrations(store: Store): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(store);
  return rows.map(({ name }) => name);
}
