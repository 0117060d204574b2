import { type QueryExecutorProvider, sql } from 'kysely';

/** The names of the migrations a database has had, in their order. */
export async function appliedMigrations(store: QueryExecutorProvider): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(store);
  return rows.map(({ name }) => name);
}
