import { type Dialect, Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { DatabaseSchema } from './database-schema.ts';
import { isPostgres } from './is-postgres.ts';
import { appliedMigrations } from './migration-queries.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { newerMigration } from './newer-migration.ts';
import { sortByBytes } from './sort-by-bytes.ts';

export type Store = Kysely<DatabaseSchema>;

/** What a database driver is loaded for: the other one costs nothing. */
async function dialectFor(url: string): Promise<Dialect> {
  if (isPostgresUrl(url)) return (await import('./open-postgres.ts')).openPostgres(url);
  return (await import('./open-sqlite.ts')).openSqlite(url);
}

export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
}

class NewerDatabase extends Error {
  code = 'NEWER_DATABASE';
}

/** Whether a database has its tables: asked without the lock, for which all would wait if its holder stood still. */
async function isUpToDate(db: Store, migrator: Migrator): Promise<boolean> {
  const ours = await migrator.getMigrations();
  if (ours.every(({ executedAt }) => executedAt === undefined)) return false;
  const newer = newerMigration(
    await appliedMigrations(db),
    ours.map(({ name }) => name),
  );
  if (newer !== undefined)
    throw new NewerDatabase(`the database belongs to a newer version of this program (${newer}): update the program`);
  return ours.every(({ executedAt }) => executedAt !== undefined);
}

async function migrate(db: Store): Promise<void> {
  const migrations = Object.entries(allMigrations).map(([name, { up }]) => {
    const upOnPostgres = async (transaction: Kysely<unknown>) => {
      await up(transaction);
      await sortByBytes(transaction);
    };
    return [name, { up: isPostgres(db) ? upOnPostgres : up }] as const;
  });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => Object.fromEntries(migrations) } });
  if (await isUpToDate(db, migrator)) return;
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/**
 * Opens a database and brings its tables up to date. `postgres://…` is a PostgreSQL database that exists; anything else is
 * the path of a SQLite file, made with its folder when it is missing. `:memory:` is one of its own that nobody else sees.
 */
export async function openStore(url: string): Promise<Store> {
  const db = new Kysely<DatabaseSchema>({ dialect: await dialectFor(url) });
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
