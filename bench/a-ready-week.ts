import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openStore, type Store } from '#store/open-store.ts';
import { runCommand } from './run-measured.ts';

export const WEEK = '2026-W47';
const EDITOR = 'editor@example.org';
const AT = '2026-01-01T00:00:00.000Z';

/** A database with so many active readers and the sample issue of a week, approved; `environment` is what commands need. */
export type ReadyWeek = { environment: Record<string, string>; file: string; end(): Promise<void> };

/** All in one statement: a million in seconds. */
export async function fillReaders(store: Store, readers: number): Promise<void> {
  await sql`
    insert into subscribers (address, address_key, status, status_changed_at, consent_source, consent_at, created_at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(readers)})
    select 'delivered+reader' || i || '@resend.dev', 'delivered+reader' || i || '@resend.dev', 'active', ${AT}, 'bench', ${AT}, ${AT}
    from n`.execute(store);
}

export async function aReadyWeek(readers: number, settings: Record<string, string>): Promise<ReadyWeek> {
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-bench-'));
  const file = join(folder, 'verdicts.sqlite');
  const environment = { DATABASE_URL: file, EDITORS: EDITOR, NOW: '2026-11-20T09:00:00Z', ...settings };
  await runCommand(['compose'], environment);
  await runCommand(['approve', '--by', EDITOR], environment);
  const store = await openStore(file);
  await fillReaders(store, readers);
  await store.destroy();
  return { environment, file, end: () => rm(folder, { recursive: true, force: true }) };
}
