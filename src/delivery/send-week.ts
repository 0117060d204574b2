import type { PlainDate } from '#calendar/plain-date.ts';
import type { ApprovedIssue, DraftIssue, HeldIssue, Issue, SendingIssue } from '#issue/issue.ts';
import { BY_SENDER } from '#issue/issue-change.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, isPaused, issueId, replaceIssue } from '#issue/issue-queries.ts';
import { resume, withdrawApproval } from '#issue/issue-steps.ts';
import type { Finding } from '#rendering/checks/finding.ts';
import { hasErrors, prepareMail } from '#rendering/prepare-mail.ts';
import type { MailSettings } from '#rendering/render-issue.ts';
import { type Holder, returnLease, takeLease } from '#store/lease-queries.ts';
import type { Store } from '#store/open-store.ts';
import type { Accounting } from './accounting.ts';
import { accountingOfIssue } from './accounting-queries.ts';
import { approveDraft } from './approve-week.ts';
import { makingOf } from './attempt-batch.ts';
import { checkContext } from './check-context.ts';
import { freezeIssue } from './freeze-issue.ts';
import type { ReadMails } from './provider-list/listed-mail.ts';
import { lookBeforeFreezing } from './provider-list/look-before-freezing.ts';
import { lookBeforeResuming } from './provider-list/look-before-resuming.ts';
import { recordEnd } from './record-end.ts';
import { sendAlone } from './send-alone.ts';
import { addOpenBatches, type BatchJobs, sendWithOthers } from './send-with-others.ts';
import type { CallPorts, LeftOff, SendResult } from './work-on-batch.ts';

export type SendWeekPorts = CallPorts &
  ReadMails & {
    /** The queue that several machines take batches from; without one, this process sends them all. */
    jobs?: BatchJobs | undefined;
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

/** Asked anew before each call: reading and sending may take longer than a lease lasts. */
async function holds({ store, holder, clock }: SendWeekPorts, lease: string): Promise<boolean> {
  return (await takeLease(store, lease, holder, clock(), LEASE_MS)).kind === 'held-by-us';
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
  const mayRead = async () => ports.jobs !== undefined || holds(ports, LEASE);
  const looking = await lookBeforeFreezing({ ...ports, mayRead }, issue, message);
  if (looking.kind === 'changed') return ready(ports, issue.name);
  if (looking.kind !== 'clear') return looking;
  const { jobs } = ports;
  const frozen = await freezeIssue(ports.store, issue, message, {
    now: ports.clock(),
    today: ports.today(),
    ...(jobs ? { frozen: (transaction) => addOpenBatches(jobs, transaction, issue.name) } : {}),
  });
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
  // Where an editor was quicker, the issue is looked at again.
  const change = { who: BY_SENDER, act: 'resumed' as const, at: ports.clock() };
  return (await replaceIssue(ports.store, issue, resumed, change))
    ? { kind: 'ready', issue: resumed }
    : ready(ports, name);
}

/** One process looks at the provider's list; no other works on the issue before it has. */
async function lookFirst(ports: SendWeekPorts, name: IssueName): Promise<LeftOff | undefined> {
  const issue = await findIssue(ports.store, name);
  if (issue?.state !== 'sending') return undefined;
  if (!ports.jobs) return lookBeforeResuming({ ...ports, mayRead: () => holds(ports, LEASE) }, issue);
  const lease = `provider's list for ${name}`;
  const looking = lookBeforeResuming({ ...ports, mayRead: () => holds(ports, lease) }, issue);
  return looking.finally(() => returnLease(ports.store, lease, ports.holder));
}

async function workThrough(ports: SendWeekPorts, name: IssueName): Promise<SendResult> {
  const { store, jobs } = ports;
  const standstill = await lookFirst(ports, name);
  if (standstill) return standstill;
  if (jobs) return sendWithOthers(ports, jobs, name);
  const maySend = async () => {
    if (!(await holds(ports, LEASE))) return 'lease-lost';
    return (await isPaused(store, name)) ? 'paused-by-editor' : 'yes';
  };
  return sendAlone({ ...ports, maySend }, await makingOf(store, name, ports.secret));
}

async function accountingNow(store: Store, name: IssueName): Promise<Accounting> {
  return accountingOfIssue(store, await issueId(store, name));
}

async function sendReady(ports: SendWeekPorts, name: IssueName): Promise<SendWeekResult> {
  for (;;) {
    const result = await workThrough(ports, name);
    await recordEnd(ports, name, result);
    const accounting = await accountingNow(ports.store, name);
    if (result.kind !== 'nothing-left') return { kind: 'stopped', result, accounting };
    // An editor may have set batches free at the last moment.
    if ((await findIssue(ports.store, name))?.state !== 'sending') return { kind: 'sent', accounting };
  }
}

async function sendFromWhereItStands(ports: SendWeekPorts, name: IssueName): Promise<SendWeekResult> {
  const start = await ready(ports, name);
  if (start.kind === 'ready') return sendReady(ports, name);
  if (start.kind !== 'stays-paused') return start;
  const { because } = start;
  return { kind: 'stopped', result: { kind: 'paused', because }, accounting: await accountingNow(ports.store, name) };
}

/**
 * Sends a week's issue from wherever it stands: approves if the setting allows, freezes once, resumes. One sender at a time
 * where one process does everything; with a queue of batches, whoever takes them from it.
 */
export async function sendWeek(ports: SendWeekPorts, name: IssueName): Promise<SendWeekResult> {
  if (ports.jobs) return sendFromWhereItStands(ports, name);
  const { store, holder, clock } = ports;
  const lease = await takeLease(store, LEASE, holder, clock(), LEASE_MS);
  if (lease.kind === 'held-by-other') return { kind: 'somebody-else-sends', holder: lease.holder, until: lease.until };
  try {
    return await sendFromWhereItStands(ports, name);
  } finally {
    await returnLease(store, LEASE, holder);
  }
}
