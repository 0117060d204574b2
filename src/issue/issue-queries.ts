import type { IsoWeek } from '#calendar/iso-week.ts';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import type { Issue } from './issue.ts';
import type { IssueChange } from './issue-change.ts';
import { recordChange } from './issue-change-queries.ts';
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

/** Records a week's first issue, and who made it. False when the week has one already: somebody was quicker. */
export async function insertIssue(store: Store, issue: Issue, change: IssueChange): Promise<boolean> {
  return inTransaction(store, async (transaction) => {
    const result = await transaction
      .insertInto('issues')
      .values(rowFromIssue(issue))
      .onConflict((conflict) => conflict.column('week').doNothing())
      .executeTakeFirst();
    const inserted = result.numInsertedOrUpdatedRows === 1n;
    if (inserted) await recordChange(transaction, undefined, issue, change);
    return inserted;
  });
}

const MUST_BE_UNCHANGED = [
  'state',
  'content_hash',
  'approval',
  'reason',
  'decided_by',
  'paused_because',
  'composed_at',
  'send_at',
] as const;

/**
 * Takes a step and writes it into the history: writes `next` if the issue still is what the step started from. False when
 * it is not, so that a step whose start is gone is refused and nothing is lost.
 */
export async function replaceIssue(store: Store, from: Issue, next: Issue, change: IssueChange): Promise<boolean> {
  const before = rowFromIssue(from);
  return inTransaction(store, async (transaction) => {
    let update = transaction.updateTable('issues').set(rowFromIssue(next)).where('week', '=', from.week);
    for (const column of MUST_BE_UNCHANGED)
      update = update.where(column, before[column] === null ? 'is' : '=', before[column]);
    const replaced = (await update.executeTakeFirst()).numUpdatedRows === 1n;
    if (replaced) await recordChange(transaction, from, next, change);
    return replaced;
  });
}

/** Every issue, the latest week first. */
export async function allIssues(store: Store): Promise<Issue[]> {
  return (await store.selectFrom('issues').selectAll().orderBy('week', 'desc').execute()).map(issueFromRow);
}
