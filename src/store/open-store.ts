import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import type { DatabaseSchema } from './database-schema.ts';
import * as theWeeklyIssue from './migrations/0001-the-weekly-issue.ts';
import * as signUp from './migrations/0002-sign-up.ts';
import * as providerEvents from './migrations/0003-provider-events.ts';
import * as visitorsVotes from './migrations/0004-visitors-votes.ts';
import * as whySuppressed from './migrations/0005-why-suppressed.ts';
import * as theStudio from './migrations/0006-the-studio.ts';
import * as issueNames from './migrations/0007-issue-names.ts';
import * as clicks from './migrations/0008-clicks.ts';
import * as rehearsals from './migrations/0009-rehearsals.ts';
import * as stoppedSendings from './migrations/0010-stopped-sendings.ts';

export type Store = Kysely<DatabaseSchema>;

const BUSY_TIMEOUT_MS = 10_000;

/** Takes the write lock when a transaction begins: a deferred one that writes after reading fails at once beside another writer. */
class ImmediateSqliteDialect extends SqliteDialect {
  /** SQLite can: tables are made in one transaction, so that two processes opening a new database do not collide. */
  override createAdapter() {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl() {
        return true;
      }
    })();
  }

  override createDriver() {
    const driver = super.createDriver();
    driver.beginTransaction = async (connection: DatabaseConnection) => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    };
    return driver;
  }
}

function openSqlite(path: string): SqliteDialectConfig['database'] {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('journal_mode = wal');
  // A commit must survive a power cut: what was attempted decides what may be sent again.
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  return database;
}

async function migrate(db: Kysely<DatabaseSchema>): Promise<void> {
  const migrations = {
    '0001-the-weekly-issue': theWeeklyIssue,
    '0002-sign-up': signUp,
    '0003-provider-events': providerEvents,
    '0004-visitors-votes': visitorsVotes,
    '0005-why-suppressed': whySuppressed,
    '0006-the-studio': theStudio,
    '0007-issue-names': issueNames,
    '0008-clicks': clicks,
    '0009-rehearsals': rehearsals,
    '0010-stopped-sendings': stoppedSendings,
  };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Opens the database, makes its folder and brings its tables up to date. `:memory:` is one of its own that nobody else sees. */
export async function openStore(path: string): Promise<Store> {
  const db = new Kysely<DatabaseSchema>({ dialect: new ImmediateSqliteDialect({ database: openSqlite(path) }) });
  await migrate(db);
  return db;
}
