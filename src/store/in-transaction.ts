import type { Store } from './open-store.ts';

/** Runs in the transaction that is open already, or in one of its own. */
export function inTransaction<Result>(store: Store, work: (store: Store) => Promise<Result>): Promise<Result> {
  return store.isTransaction ? work(store) : store.transaction().execute(work);
}
