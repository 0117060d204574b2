import type { PlainDate } from '#calendar/plain-date.ts';
import type { ApprovedIssue, DraftIssue, HeldIssue, Issue, SendingIssue } from '#issue/issue.ts';
import { BY_SENDER, type IssueChange } from '#issue/issue-change.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, isPaused, issueId, replaceIssue } from '#issue/issue-queries.ts';
import { finishSending, pause, resume, withdrawApproval } from '#issue/issue-steps.ts';
import type { Finding } from '#rendering/checks/finding.ts';
import { hasErrors, prepareMail } from '#rendering/prepare-mail.ts';
import type { MailSettings } from '#rendering/render-issue.ts';
import { type Holder, returnLease, takeLease } from '#store/lease-queries.ts';
import type { Store } from '#store/open-store.ts';
import type { Accounting } from './accounting.ts';
import { accountingOfIssue } from './accounting-queries.ts';
import { approveDraft } from './approve-week.ts';
import { checkContext } from './check-context.ts';
import { freezeIssue } from './freeze-issue.ts';
import type { ReadMails } from './provider-list/listed-mail.ts';
import { type LookingPorts, lookBeforeFreezing } from './provider-list/look-before-freezing.ts';
import { lookBeforeResuming } from './provider-list/look-before-resuming.ts';
import { type SenderPorts, type SendResult, sendIssue } from './send-issue.ts';

export type SendWeekPorts = Omit<SenderPorts, 'maySend'> &
  ReadMails & {
    mail: MailSettings;
    holder: Holder;
    /** The day it is for the newsletter. */
    today(): PlainDate;
    /** `auto`: a draft whose checks pass needs no editor. */
    approval: 'required' | 'auto';
    /** Whether a paused issue stays paused: only a person goes on with it. */
    leavesPaused?: boolean;
  };

/** What came of sending a week's issue, for a person to read or a job to record. */
export type SendWeekResult =
  | { kind: 'no-issue' }
  | { kind: 'not-sendable'; issue: Issue }
  | { kind: 'needs-approval'; issue: DraftIssue; because: string }
  | { kind: 'checks-failed'; findings: Finding[] }
  | { kind: 'nobody-to-mail' }
  /** The provider has mails of it that this database knows nothing of. */
  | { kind: 'mailed-before'; issue: HeldIssue; mails: number }
  /** Nothing was frozen, because nobody could look whether it went out before. */
  | { kind: 'interrupted'; because: string }
  | { kind: 'somebody-else-sends'; holder: Holder; until: string }
  | { kind: 'stopped'; result: Exclude<SendResult, { kind: 'nothing-left' }>; accounting: Accounting }
  | { kind: 'sent'; accounting: Accounting };

const LEASE = 'sender';
// Longer than the longest wait of the retry table and a call's timeout together.
const LEASE_MS = 120_000;

/** Reading may take longer than the lease lasts, so that each call asks for it anew. */
function lookingPorts(ports: SendWeekPorts): LookingPorts {
  const { store, holder, clock } = ports;
  const mayRead = async () => (await takeLease(store, LEASE, holder, clock(), LEASE_MS)).kind === 'held-by-us';
  return { ...ports, mayRead };
}

type Ready =
  | { kind: 'ready'; issue: SendingIssue }
  | { kind: 'stays-paused'; issue: SendingIssue; because: string }
  | Exclude<SendWeekResult, { kind: 'stopped' | 'sent' }>;

/**
 * The approval holds only for the bytes it was given for: an edit, a new template or another address voids it. What has
 * become wrong with the same bytes since, a pairing that another issue carried meanwhile, stands in the way as well.
 */
async function freezeApproved(ports: SendWeekPorts, issue: ApprovedIssue): Promise<Ready> {
  const context = await checkContext(ports.store, issue.name, ports.today());
  const { message, hash, findings } = await prepareMail(issue.content, ports.mail, context, 'quick');
  if (hash !== issue.approval.hash) {
    const draft = withdrawApproval(issue);
    const because = `what ${issue.approval.editor} approved on ${issue.approval.at} is not what would be sent now`;
    const act = 'withdrew the approval of';
    await replaceIssue(ports.store, issue, draft, { who: BY_SENDER, act, at: ports.clock(), note: because });
    return readyFromDraft(ports, draft, because);
  }
  if (hasErrors(findings)) return { kind: 'checks-failed', findings };
  const looking = await lookBeforeFreezing(lookingPorts(ports), issue, message);
  if (looking.kind === 'changed') return ready(ports, issue.name);
  if (looking.kind !== 'clear') return looking;
  const frozen = await freezeIssue(ports.store, issue, message, { now: ports.clock(), today: ports.today() });
  if (frozen.kind === 'nobody') return { kind: 'nobody-to-mail' };
  if (frozen.kind === 'too-late') return ready(ports, issue.name);
  return { kind: 'ready', issue: frozen.issue };
}

async function readyFromDraft(ports: SendWeekPorts, draft: DraftIssue, because: string): Promise<Ready> {
  if (ports.approval === 'required') return { kind: 'needs-approval', issue: draft, because };
  const approving = await approveDraft(ports.store, draft, ports.mail, {
    editor: 'nobody (APPROVAL=auto)',
    now: ports.clock(),
    today: ports.today(),
  });
  if (approving.kind === 'checks-failed') return approving;
  return approving.kind === 'approved' ? freezeApproved(ports, approving.issue) : ready(ports, draft.name);
}

async function ready(ports: SendWeekPorts, name: IssueName): Promise<Ready> {
  const issue = await findIssue(ports.store, name);
  if (!issue) return { kind: 'no-issue' };
  if (issue.state === 'draft') return readyFromDraft(ports, issue, 'no editor has approved it');
  if (issue.state === 'approved') return freezeApproved(ports, issue);
  if (issue.state !== 'sending') return { kind: 'not-sendable', issue };
  if (issue.pausedBecause === undefined) return { kind: 'ready', issue };
  if (ports.leavesPaused) return { kind: 'stays-paused', issue, because: issue.pausedBecause };
  const resumed = resume(issue);
  await step(ports, issue, resumed, { act: 'resumed' });
  return { kind: 'ready', issue: resumed };
}

/** Only the holder of the lease ends or begins to send; editors only pause and resume. */
async function step(
  { store, clock }: SendWeekPorts,
  from: SendingIssue,
  next: Issue,
  done: Pick<IssueChange, 'act' | 'note'>,
): Promise<void> {
  if (!(await replaceIssue(store, from, next, { who: BY_SENDER, at: clock(), ...done })))
    throw new Error(`${from.name} changed while it was being sent -- invariant`);
}

async function sendReady(ports: SendWeekPorts, issue: SendingIssue): Promise<SendWeekResult> {
  const { store, holder, clock } = ports;
  const maySend = async () => {
    const lease = await takeLease(store, LEASE, holder, clock(), LEASE_MS);
    if (lease.kind !== 'held-by-us') return 'lease-lost';
    return (await isPaused(store, issue.name)) ? 'paused-by-editor' : 'yes';
  };
  const standstill = await lookBeforeResuming(lookingPorts(ports), issue);
  const result = standstill ?? (await sendIssue({ ...ports, maySend }, issue));
  // An editor may have paused or resumed it meanwhile.
  const now = await findIssue(store, issue.name);
  if (now?.state !== 'sending') throw new Error(`${issue.name} is ${now?.state} while it was being sent -- invariant`);
  if (result.kind === 'nothing-left')
    await step(ports, now, finishSending(now, clock().toISOString()), { act: 'finished sending' });
  if (result.kind === 'paused' && now.pausedBecause === undefined)
    await step(ports, now, pause(now, result.because), { act: 'paused', note: result.because });
  const accounting = await accountingNow(store, issue);
  return result.kind === 'nothing-left' ? { kind: 'sent', accounting } : { kind: 'stopped', result, accounting };
}

async function accountingNow(store: Store, { name }: SendingIssue): Promise<Accounting> {
  return accountingOfIssue(store, await issueId(store, name));
}

/** Sends a week's issue from wherever it stands: approves if the setting allows, freezes once, resumes. One sender at a time. */
export async function sendWeek(ports: SendWeekPorts, name: IssueName): Promise<SendWeekResult> {
  const { store, holder, clock } = ports;
  const lease = await takeLease(store, LEASE, holder, clock(), LEASE_MS);
  if (lease.kind === 'held-by-other') return { kind: 'somebody-else-sends', holder: lease.holder, until: lease.until };
  try {
    const start = await ready(ports, name);
    if (start.kind === 'ready') return await sendReady(ports, start.issue);
    if (start.kind !== 'stays-paused') return start;
    const { issue, because } = start;
    return { kind: 'stopped', result: { kind: 'paused', because }, accounting: await accountingNow(store, issue) };
  } finally {
    await returnLease(store, LEASE, holder);
  }
}
