import { appliedMigrations } from '#store/migration-queries.ts';
import { allMigrations } from '#store/migrations/all-migrations.ts';
import { newerMigration } from '#store/newer-migration.ts';
import type { Store } from '#store/open-store.ts';
import { askDatabase } from './ask-database.ts';

/** Whether this process can do its work; the reason is for everybody to read and holds nothing of the database's own words. */
export type Readiness = { kind: 'ready' } | { kind: 'not-ready'; because: string };

/** What keeps this program from working with a database that had these migrations; undefined when nothing does. */
export function migrationsProblem(applied: readonly string[], ours: readonly string[]): string | undefined {
  if (newerMigration(applied, ours) !== undefined) return 'the database belongs to a newer version of this program';
  if (ours.some((name) => !applied.includes(name))) return 'the database belongs to an older version of this program';
  return undefined;
}

/** Asks the database, unless the program is about to end. */
export async function readiness(store: Store, stop: AbortSignal): Promise<Readiness> {
  if (stop.aborted) return { kind: 'not-ready', because: 'the program is about to end' };
  const answer = await askDatabase(() => appliedMigrations(store));
  if (answer.kind === 'away') return { kind: 'not-ready', because: 'the database does not answer' };
  const problem = migrationsProblem(answer.value, Object.keys(allMigrations));
  return problem === undefined ? { kind: 'ready' } : { kind: 'not-ready', because: problem };
}
