import { setTimeout as sleep } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/** How long another writer is waited for, all tries together. */
const PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 25;

function isBusy(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY');
}

/** A connection to a SQLite file that waits for another writer while the event loop goes on: SQLite's own waiting stops every page with it. */
export function patientConnection(connection: DatabaseConnection): DatabaseConnection {
  return {
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const beganAt = performance.now();
      for (let tries = 0; ; tries += 1) {
        try {
          return await connection.executeQuery<Row>(query);
        } catch (error) {
          if (!isBusy(error) || performance.now() - beganAt > PATIENCE_MS) throw error;
          await sleep(Math.min(LONGEST_PAUSE_MS, 2 ** tries));
        }
      }
    },
  };
}
