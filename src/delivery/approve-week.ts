import type { PlainDate } from '#calendar/plain-date.ts';
import type { Approval, ApprovedIssue, DraftIssue, Issue } from '#issue/issue.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, replaceIssue } from '#issue/issue-queries.ts';
import { approve } from '#issue/issue-steps.ts';
import type { Finding } from '#rendering/checks/finding.ts';
import { hasErrors } from '#rendering/prepare-mail.ts';
import type { ReadyMail } from '#rendering/ready-mail.ts';
import type { MailSettings } from '#rendering/render-issue.ts';
import type { Store } from '#store/open-store.ts';
import { checkContext } from './check-context.ts';

export type ApprovingPorts = { store: Store; mail: MailSettings; readyMail: ReadyMail };

export type Approving =
  | { kind: 'approved'; issue: ApprovedIssue }
  | { kind: 'no-issue' }
  | { kind: 'not-a-draft'; issue: Issue }
  | { kind: 'checks-failed'; findings: Finding[] }
  | { kind: 'changed-meanwhile' };

/** Whose yes it is, when, and what they were shown while they said it. */
export type Yes = {
  editor: string;
  now: Date;
  /** The day it is for the newsletter. */
  today: PlainDate;
  /** The hash of the mail they looked at; an approval of anything else is refused. Left out when nobody looked. */
  seenHash?: string;
  /** Readers it would go to. */
  audience?: number;
  sendsAt?: string;
};

function approvalOf({ editor, now, audience, sendsAt }: Yes, hash: string): Approval {
  const shown = { ...(audience === undefined ? {} : { audience }), ...(sendsAt === undefined ? {} : { sendsAt }) };
  return { editor, hash, at: now.toISOString(), ...shown };
}

/** Binds an editor's yes to the bytes that the draft would send now. Errors of the checks stand in its way. */
export async function approveDraft(
  { store, mail, readyMail }: ApprovingPorts,
  draft: DraftIssue,
  yes: Yes,
): Promise<Approving> {
  const context = await checkContext(store, draft.name, yes.today);
  const readied = await readyMail({ content: draft.content, settings: mail, context, pace: 'all', orders: [] });
  const { findings, hash } = readied;
  if (yes.seenHash !== undefined && yes.seenHash !== hash) return { kind: 'changed-meanwhile' };
  if (hasErrors(findings)) return { kind: 'checks-failed', findings };
  const issue = approve(draft, approvalOf(yes, hash));
  const change = { who: yes.editor, act: 'approved' as const, at: yes.now, note: `hash ${hash}` };
  return (await replaceIssue(store, draft, issue, change))
    ? { kind: 'approved', issue }
    : { kind: 'changed-meanwhile' };
}

export async function approveWeek(ports: ApprovingPorts, name: IssueName, yes: Yes): Promise<Approving> {
  const issue = await findIssue(ports.store, name);
  if (!issue) return { kind: 'no-issue' };
  if (issue.state !== 'draft') return { kind: 'not-a-draft', issue };
  return approveDraft(ports, issue, yes);
}
