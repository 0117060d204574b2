import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import type { ApprovedIssue, Issue } from './issue.ts';
import type { IssueChange } from './issue-change.ts';
import { recordChange } from './issue-change-queries.ts';
import { type CorrectionContent, type DigestContent, isDigest } from './issue-content.ts';
import type { IssueName } from './issue-name.ts';
import { issueFromRow, rowFromIssue } from './issue-row.ts';

export type MailedIssue = Extract<Issue, { state: 'sending' | 'sent' }>;
export type MailedDigest = MailedIssue & { content: DigestContent };

export async function findIssue(store: Store, name: IssueName): Promise<Issue | undefined> {
  const row = await store.selectFrom('issues').selectAll().where('name', '=', name).executeTakeFirst();
  return row && issueFromRow(row);
}

export async function issueId(store: Store, name: IssueName): Promise<number> {
  return (await store.selectFrom('issues').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
}

/** Weeks' issues that readers were or are being mailed, the latest first: what the site shows and composing looks back at. */
export async function mailedDigests(store: Store): Promise<MailedDigest[]> {
  return (await mailedIssues(store)).flatMap((issue) =>
    isDigest(issue.content) ? [{ ...issue, content: issue.content }] : [],
  );
}

/** Everything that readers were or are being mailed, the latest first. */
export async function mailedIssues(store: Store): Promise<MailedIssue[]> {
  const rows = await store
    .selectFrom('issues')
    .selectAll()
    .where('state', 'in', ['sending', 'sent'])
    .orderBy('name', 'desc')
    .execute();
  return rows.map(issueFromRow).filter((issue) => issue.state === 'sending' || issue.state === 'sent');
}

/** Whether somebody or something has stopped an issue's sending for now. */
export async function isPaused(store: Store, name: IssueName): Promise<boolean> {
  const row = await store.selectFrom('issues').select('paused_because').where('name', '=', name).executeTakeFirst();
  return row?.paused_because != null;
}

/** Records a week's first issue, and who made it. False when the week has one already: somebody was quicker. */
export async function insertIssue(store: Store, issue: Issue, change: IssueChange): Promise<boolean> {
  return inTransaction(store, async (transaction) => {
    const result = await transaction
      .insertInto('issues')
      .values(rowFromIssue(issue))
      .onConflict((conflict) => conflict.column('name').doNothing())
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
    let update = transaction.updateTable('issues').set(rowFromIssue(next)).where('name', '=', from.name);
    for (const column of MUST_BE_UNCHANGED)
      update = update.where(column, before[column] === null ? 'is' : '=', before[column]);
    const replaced = (await update.executeTakeFirst()).numUpdatedRows === 1n;
    if (replaced) await recordChange(transaction, from, next, change);
    return replaced;
  });
}

/** So many issues from a name on, the latest first; from the latest of all when no name is given. */
export async function issuesUpTo(store: Store, upTo: IssueName | undefined, most: number): Promise<Issue[]> {
  const rows = await store
    .selectFrom('issues')
    .selectAll()
    .$if(upTo !== undefined, (query) => query.where('name', '<=', upTo ?? ''))
    .orderBy('name', 'desc')
    .limit(most)
    .execute();
  return rows.map(issueFromRow);
}

/** What was composed or begun since. */
export async function issuesComposedSince(store: Store, since: Date): Promise<Issue[]> {
  const query = store.selectFrom('issues').selectAll().where('composed_at', '>', since.toISOString());
  return (await query.orderBy('name').execute()).map(issueFromRow);
}

/** Approved issues whose own time has come. */
export async function issuesDueAtOwnTime(store: Store, now: Date): Promise<ApprovedIssue[]> {
  const query = store.selectFrom('issues').selectAll().where('state', '=', 'approved');
  const rows = await query.where('send_at', '<=', now.toISOString()).orderBy('send_at').execute();
  return rows.map(issueFromRow).flatMap((issue) => (issue.state === 'approved' ? [issue] : []));
}

export async function allNames(store: Store): Promise<string[]> {
  return (await store.selectFrom('issues').select('name').execute()).map(({ name }) => name);
}

/** Corrections of a week's issue that readers were or are being mailed, the latest first. */
export async function correctionsOf(store: Store, week: string): Promise<CorrectionContent[]> {
  return (await mailedIssues(store)).flatMap(({ content }) =>
    !isDigest(content) && content.kind === 'correction' && content.of === week ? [content] : [],
  );
}
