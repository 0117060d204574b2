import type { Store } from './open-store.ts';

/** Reads one moment of a database, whatever is written meanwhile, and keeps nobody from writing. */
export function inSnapshot<Result>(store: Store, read: (snapshot: Store) => Promise<Result>): Promise<Result> {
  return store.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}
