import { type DatabaseConnection, PostgresDialect } from 'kysely';
import pg from 'pg';

/** More than the lanes of a sender and the pages of a site use at once. */
const CONNECTIONS_MOST = 10;

/** Longer waits for a connection are an error that somebody hears of, not a program that stands still. */
const CONNECT_TIMEOUT_MS = 10_000;

/** A machine that stands still in the middle of a transaction must not keep the others from what it has locked. */
const IDLE_IN_TRANSACTION_MOST_MS = 10_000;

const { INT8 } = pg.types.builtins;

/** Counts and sums come as numbers, as they do from SQLite: none of ours is beyond 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')),
};

class PatientPostgresDialect extends PostgresDialect {
  override createDriver() {
    const driver = super.createDriver();
    const rollback = driver.rollbackTransaction.bind(driver);
    // A connection that is gone has rolled back already, and a second error would hide the one that says why it went.
    driver.rollbackTransaction = (connection: DatabaseConnection) => rollback(connection).catch(() => undefined);
    return driver;
  }
}

/** A pool of connections to a PostgreSQL database, 13 or newer. */
export function openPostgres(url: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'verdicts',
    max: CONNECTIONS_MOST,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // Connections that nobody uses keep no finished program from ending.
    allowExitOnIdle: true,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MOST_MS,
    types,
  });
  // A connection that breaks, as in a restart of the server, fails the query that uses it next; unheard it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return new PatientPostgresDialect({ pool });
}
