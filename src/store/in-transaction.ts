import { setTimeout as sleep } from 'node:timers/promises';
import type { IsolationLevel } from 'kysely';
import { isPostgres } from './is-postgres.ts';
import type { Store } from './open-store.ts';

/** What PostgreSQL refuses and asks to be tried again (its manual, part 13.5), with the reason. */
const TRIED_AGAIN: Readonly<Record<string, string>> = {
  '40001': 'serialization_failure: somebody else changed what this one had read',
  '40P01': 'deadlock_detected: two waited for each other',
};

/** Together some seconds: whoever is quicker has finished by then. */
const TRIES_MOST = 12;
const LONGEST_WAIT_MS = 500;

function isTriedAgain(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code in TRIED_AGAIN;
}

/**
 * Runs in the transaction that is open already, or in one of its own. What it reads stays true until it commits: SQLite has
 * one writer at a time, PostgreSQL makes it serializable, and whoever was too slow begins again, so `work` may run more than
 * once. `read committed` is for work that writes much and decides nothing by what it read.
 */
export async function inTransaction<Result>(
  store: Store,
  work: (store: Store) => Promise<Result>,
  isolation: IsolationLevel = 'serializable',
): Promise<Result> {
  if (store.isTransaction) return work(store);
  if (!isPostgres(store)) return store.transaction().execute(work);
  for (let tries = 1; ; tries += 1) {
    try {
      return await store.transaction().setIsolationLevel(isolation).execute(work);
    } catch (error) {
      if (!isTriedAgain(error) || tries === TRIES_MOST) throw error;
      // Not all after the same wait, or they would meet again.
      await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, 2 ** tries));
    }
  }
}
