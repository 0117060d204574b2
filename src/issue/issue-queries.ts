import type { IsoWeek } from '#calendar/iso-week.ts';
import type { Store } from '#store/open-store.ts';
import type { Issue } from './issue.ts';
import { issueFromRow, rowFromIssue } from './issue-row.ts';

export async function findIssue(store: Store, week: IsoWeek): Promise<Issue | undefined> {
  const row = await store.selectFrom('issues').selectAll().where('week', '=', week).executeTakeFirst();
  return row && issueFromRow(row);
}

export async function issueId(store: Store, week: IsoWeek): Promise<number> {
  return (await store.selectFrom('issues').select('id').where('week', '=', week).executeTakeFirstOrThrow()).id;
}

/** Issues that readers were or are being mailed, the latest first. */
export async function mailedIssues(store: Store): Promise<Extract<Issue, { state: 'sending' | 'sent' }>[]> {
  const rows = await store
    .selectFrom('issues')
    .selectAll()
    .where('state', 'in', ['sending', 'sent'])
    .orderBy('week', 'desc')
    .execute();
  return rows.map(issueFromRow).filter((issue) => issue.state === 'sending' || issue.state === 'sent');
}

/** Records a week's first issue. False when the week has one already: somebody was quicker. */
export async function insertIssue(store: Store, issue: Issue): Promise<boolean> {
  const result = await store
    .insertInto('issues')
    .values(rowFromIssue(issue))
    .onConflict((conflict) => conflict.column('week').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/**
 * Takes a step: writes `next` if the issue still is what the step started from. False when it is not, so that a step
 * whose start is gone is refused and nothing is lost.
 */
export async function replaceIssue(store: Store, from: Issue, next: Issue): Promise<boolean> {
  const before = rowFromIssue(from);
  const unchanged = [
    'state',
    'content_hash',
    'approval',
    'reason',
    'decided_by',
    'paused_because',
    'composed_at',
  ] as const;
  let update = store.updateTable('issues').set(rowFromIssue(next)).where('week', '=', from.week);
  for (const column of unchanged) update = update.where(column, before[column] === null ? 'is' : '=', before[column]);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}
