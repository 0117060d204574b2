import { setTimeout as sleep } from 'node:timers/promises';
import type { IsolationLevel } from 'kysely';
import { isPostgres } from './is-postgres.ts';
import type { Store } from './open-store.ts';

type TriedAgain = { code: string; triesMost: number; because: string };

/** What PostgreSQL asks to be tried again (its manual, part 13.5). All tries together take some seconds: whoever is quicker has finished by then. */
const TRIED_AGAIN: readonly TriedAgain[] = [
  { code: '40001', triesMost: 12, because: 'serialization_failure: somebody else changed what this one had read' },
  { code: '40P01', triesMost: 12, because: 'deadlock_detected: two waited for each other' },
  {
    code: '23505',
    triesMost: 3,
    because: 'unique_violation: a row that somebody was quicker to add is seen the next time',
  },
];

const LONGEST_WAIT_MS = 500;

function maybeTriedAgain(error: unknown, tries: number): boolean {
  const { code } = error as { code?: unknown };
  return TRIED_AGAIN.some((row) => row.code === code && tries < row.triesMost);
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
      if (!maybeTriedAgain(error, tries)) throw error;
      // Not all after the same wait, or they would meet again.
      await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, 2 ** tries));
    }
  }
}
