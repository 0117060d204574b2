import type { PlainDate } from '#calendar/plain-date.ts';
import type { ApprovedIssue, DraftIssue, HeldIssue, Issue, SendingIssue } from '#issue/issue.ts';
import { BY_SENDER } from '#issue/issue-change.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, replaceIssue } from '#issue/issue-queries.ts';
import { resume, withdrawApproval } from '#issue/issue-steps.ts';
import type { Finding } from '#rendering/checks/finding.ts';
import { hasErrors } from '#rendering/prepare-mail.ts';
import type { ReadyMail } from '#rendering/ready-mail.ts';
import type { MailSettings } from '#rendering/render-issue.ts';
import type { Store } from '#store/open-store.ts';
import { approveDraft } from './approve-week.ts';
import { checkContext } from './check-context.ts';
import { freezeIssue } from './freeze-issue.ts';
import { ordersOfAudience } from './interest-order-queries.ts';
import { type LookingPorts, lookBeforeFreezing } from './provider-list/look-before-freezing.ts';

export type ReadyPorts = LookingPorts & {
  mail: MailSettings;
  readyMail: ReadyMail;
  /** The day it is for the newsletter. */
  today(): PlainDate;
  /** `auto`: a draft whose checks pass needs no editor. */
  approval: 'required' | 'auto';
  /** Whether a paused issue stays paused: only a person goes on with it. */
  leavesPaused?: boolean;
  /** Runs in the transaction that freezes an issue. */
  frozen?(store: Store, name: IssueName): Promise<void>;
};

/** Why an issue is not sent. */
export type NotReady =
  | { kind: 'no-issue' }
  | { kind: 'not-sendable'; issue: Issue }
  | { kind: 'needs-approval'; issue: DraftIssue; because: string }
  | { kind: 'checks-failed'; findings: Finding[] }
  | { kind: 'nobody-to-mail' }
  /** The provider has mails of it that this database knows nothing of. */
  | { kind: 'mailed-before'; issue: HeldIssue; mails: number }
  /** Nothing was frozen, because nobody could look whether it went out before. */
  | { kind: 'interrupted'; because: string };

type Ready =
  | { kind: 'ready'; issue: SendingIssue }
  | { kind: 'stays-paused'; issue: SendingIssue; because: string }
  | NotReady;

async function readiedMail({ store, mail, today, readyMail }: ReadyPorts, { name, content }: ApprovedIssue) {
  const context = await checkContext(store, name, today());
  const orders = await ordersOfAudience(store, content, today());
  return readyMail({ content, settings: mail, context, pace: 'quick', orders: orders.map(({ order }) => order) });
}

/**
 * The approval holds only for the bytes it was given for: an edit, a new template or another address voids it. What has
 * become wrong with the same bytes since, a pairing that another issue carried meanwhile, stands in the way as well.
 */
async function freezeApproved(ports: ReadyPorts, issue: ApprovedIssue): Promise<Ready> {
  const { message, hash, findings, orders } = await readiedMail(ports, issue);
  if (hash !== issue.approval.hash) {
    const draft = withdrawApproval(issue);
    const because = `what ${issue.approval.editor} approved on ${issue.approval.at} is not what would be sent now`;
    const act = 'withdrew the approval of';
    await replaceIssue(ports.store, issue, draft, { who: BY_SENDER, act, at: ports.clock(), note: because });
    return readyFromDraft(ports, draft, because);
  }
  if (hasErrors(findings)) return { kind: 'checks-failed', findings };
  const looking = await lookBeforeFreezing(ports, issue, message);
  if (looking.kind === 'changed') return readyIssue(ports, issue.name);
  if (looking.kind !== 'clear') return looking;
  const frozen = await freezeIssue(ports.store, issue, message, {
    now: ports.clock(),
    today: ports.today(),
    orders,
    frozen: async (transaction) => ports.frozen?.(transaction, issue.name),
  });
  if (frozen.kind === 'nobody') return { kind: 'nobody-to-mail' };
  if (frozen.kind === 'too-late') return readyIssue(ports, issue.name);
  return { kind: 'ready', issue: frozen.issue };
}

async function readyFromDraft(ports: ReadyPorts, draft: DraftIssue, because: string): Promise<Ready> {
  if (ports.approval === 'required') return { kind: 'needs-approval', issue: draft, because };
  const approving = await approveDraft(ports, draft, {
    editor: 'nobody (APPROVAL=auto)',
    now: ports.clock(),
    today: ports.today(),
  });
  if (approving.kind === 'checks-failed') return approving;
  return approving.kind === 'approved' ? freezeApproved(ports, approving.issue) : readyIssue(ports, draft.name);
}

/** Brings an issue to where its batches can be sent: approves it if the setting allows, freezes it once, resumes it. */
export async function readyIssue(ports: ReadyPorts, name: IssueName): Promise<Ready> {
  const issue = await findIssue(ports.store, name);
  if (!issue) return { kind: 'no-issue' };
  if (issue.state === 'draft') return readyFromDraft(ports, issue, 'no editor has approved it');
  if (issue.state === 'approved') return freezeApproved(ports, issue);
  if (issue.state !== 'sending') return { kind: 'not-sendable', issue };
  if (issue.pausedBecause === undefined) return { kind: 'ready', issue };
  if (ports.leavesPaused) return { kind: 'stays-paused', issue, because: issue.pausedBecause };
  const resumed = resume(issue);
  // Where an editor was quicker, the issue is looked at again.
  const change = { who: BY_SENDER, act: 'resumed' as const, at: ports.clock() };
  return (await replaceIssue(ports.store, issue, resumed, change))
    ? { kind: 'ready', issue: resumed }
    : readyIssue(ports, name);
}
