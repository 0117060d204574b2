import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { checkContext } from '#delivery/check-context.ts';
import { freezeIssue } from '#delivery/freeze-issue.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { prepareMail } from '#rendering/prepare-mail.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { runCommand } from './run-measured.ts';

export const WEEK = '2026-W47';
const EDITOR = 'editor@example.org';
const AT = '2026-01-01T00:00:00.000Z';

/** A database with so many active readers and the sample issue of a week, approved; `environment` is what commands need. */
export type ReadyWeek = { environment: Record<string, string>; file: string; end(): Promise<void> };

/** All in one statement: a million in seconds. */
async function fillReaders(store: Store, readers: number): Promise<void> {
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

/** Begins the sending without making a call of it: whoever starts next goes on with it. */
export async function freezeWeek({ environment }: ReadyWeek): Promise<void> {
  const { config, problems } = readConfig(environment);
  if (!config) throw new Error(problems.join('\n'));
  const app = await openApp(config);
  try {
    const issue = await findIssue(app.store, app.thisWeek());
    if (issue?.state !== 'approved') throw new Error(`the issue is ${issue?.state}`);
    const context = await checkContext(app.store, issue.name, app.today());
    const { message } = await prepareMail(issue.content, app.mail, context);
    await freezeIssue(app.store, issue, message, { now: app.clock(), today: app.today() });
  } finally {
    await app.close();
  }
}
