import type { IsoWeek } from '#calendar/iso-week.ts';
import type { ApprovedIssue, DraftIssue, Issue } from '#issue/issue.ts';
import { findIssue, replaceIssue } from '#issue/issue-queries.ts';
import { approve } from '#issue/issue-steps.ts';
import type { Finding } from '#rendering/mail-checks.ts';
import { hasErrors, prepareMail } from '#rendering/prepare-mail.ts';
import type { MailSettings } from '#rendering/render-issue.ts';
import type { Store } from '#store/open-store.ts';

export type Approving =
  | { kind: 'approved'; issue: ApprovedIssue }
  | { kind: 'no-issue' }
  | { kind: 'not-a-draft'; issue: Issue }
  | { kind: 'checks-failed'; findings: Finding[] }
  | { kind: 'changed-meanwhile' };

/** Binds an editor's yes to the bytes that the draft would send now. Errors of the checks stand in its way. */
export async function approveDraft(
  store: Store,
  draft: DraftIssue,
  settings: MailSettings,
  editor: string,
  now: Date,
): Promise<Approving> {
  const { findings, hash } = await prepareMail(draft.content, settings);
  if (hasErrors(findings)) return { kind: 'checks-failed', findings };
  const issue = approve(draft, { editor, hash, at: now.toISOString() });
  return (await replaceIssue(store, draft, issue)) ? { kind: 'approved', issue } : { kind: 'changed-meanwhile' };
}

export async function approveWeek(
  store: Store,
  week: IsoWeek,
  settings: MailSettings,
  editor: string,
  now: Date,
): Promise<Approving> {
  const issue = await findIssue(store, week);
  if (!issue) return { kind: 'no-issue' };
  if (issue.state !== 'draft') return { kind: 'not-a-draft', issue };
  return approveDraft(store, issue, settings, editor, now);
}
