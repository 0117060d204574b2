import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { CompiledQuery, type DatabaseConnection, SqliteAdapter, SqliteDialect, type TransactionSettings } from 'kysely';
import { patientConnection } from './patient-connection.ts';

/** While a file is opened, nothing else of the program waits. */
const OPENING_MOST_MS = 10_000;

/** For the writer that is done in a moment; for a slower one the connection waits without stopping the program. */
const STANDS_STILL_MOST_MS = 5;

/** Pages kept at most: with SQLite's own 2 MB, a million readers' addresses go to the disk and back again and again. */
const CACHE_MOST_KB = 8 * 1024;

/** Takes the write lock when a transaction that may write begins: a deferred one that writes after reading fails at once beside another writer. */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

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
    const acquire = driver.acquireConnection.bind(driver);
    driver.acquireConnection = async () => patientConnection(await acquire());
    driver.beginTransaction = async (connection: DatabaseConnection, { accessMode }: TransactionSettings = {}) => {
      await connection.executeQuery(CompiledQuery.raw(accessMode === 'read only' ? 'begin' : 'begin immediate'));
    };
    driver.rollbackTransaction = async (connection: DatabaseConnection) => {
      // A full disk has ended it already, and a second error would hide the one that says so.
      if (this.#database.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
    };
    return driver;
  }
}

function openFile(path: string): Database.Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path, { timeout: OPENING_MOST_MS });
  database.pragma('journal_mode = wal');
  // A commit must survive a power cut: what was attempted decides what may be sent again.
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  database.pragma(`busy_timeout = ${STANDS_STILL_MOST_MS}`);
  database.pragma(`cache_size = -${CACHE_MOST_KB}`);
  return database;
}

/** A SQLite file, made with its folder when it is missing; `:memory:` is one that nobody else sees. */
export function openSqlite(path: string): SqliteDialect {
  return new ImmediateSqliteDialect(openFile(path));
}
