import { type Kysely, PostgresAdapter } from 'kysely';

/** Whether a database is PostgreSQL: asked only where the two truly differ. */
export function isPostgres(db: Pick<Kysely<unknown>, 'getExecutor'>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
