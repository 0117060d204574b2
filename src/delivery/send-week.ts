import type { Issue, SendingIssue } from '#issue/issue.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, isPaused, issueId } from '#issue/issue-queries.ts';
import { type Holder, returnLease, takeLease } from '#store/lease-queries.ts';
import type { Store } from '#store/open-store.ts';
import type { Accounting } from './accounting.ts';
import { accountingOfIssue } from './accounting-queries.ts';
import { makingOf } from './making.ts';
import type { ReadMails } from './provider-list/listed-mail.ts';
import { lookBeforeResuming } from './provider-list/look-before-resuming.ts';
import { type NotReady, type ReadyPorts, readyIssue } from './ready-issue.ts';
import { recordEnd } from './record-end.ts';
import { sendAlone } from './send-alone.ts';
import type { LeftOff, SendResult } from './send-result.ts';
import { addOpenBatches, type BatchJobs, sendWithOthers } from './send-with-others.ts';
import { type DecidingPorts, decideForm } from './template/decide-form.ts';
import { recordForm } from './template/form-queries.ts';
import type { CallPorts } from './work-on-batch.ts';

export type SendWeekPorts = CallPorts &
  ReadMails &
  Pick<DecidingPorts, 'delivery' | 'templates'> &
  Omit<ReadyPorts, 'mayRead' | 'frozen'> & {
    holder: Holder;
    /** The queue that several machines take batches from; without one, this process sends them all. */
    jobs?: BatchJobs | undefined;
  };

/** What came of sending a week's issue, for a person to read or a job to record. */
export type SendWeekResult =
  | NotReady
  | { kind: 'somebody-else-sends'; holder: Holder; until: string }
  | { kind: 'stopped'; result: Exclude<SendResult, { kind: 'nothing-left' }>; accounting: Accounting }
  | { kind: 'sent'; accounting: Accounting };

const LEASE = 'sender';
// Longer than the longest wait of the retry table and a call's timeout together.
const LEASE_MS = 120_000;
const RENEW_AFTER_MS = 10_000;
const ASK_EVERY_MS = 500;

/** Asked anew before each call: reading and sending may take longer than a lease lasts. */
async function holds({ store, holder, clock }: SendWeekPorts, lease: string): Promise<boolean> {
  return (await takeLease(store, lease, holder, clock(), LEASE_MS)).kind === 'held-by-us';
}

/** The same for a hundred calls a second: a lease that was taken a moment ago is still ours, and each commit costs as much as a call. */
function holdsFor(ports: SendWeekPorts, lease: string): () => Promise<boolean> {
  let takenAt = Number.NaN;
  return async () => {
    const now = ports.clock().getTime();
    if (now >= takenAt && now - takenAt < RENEW_AFTER_MS) return true;
    const isOurs = await holds(ports, lease);
    takenAt = isOurs ? now : Number.NaN;
    return isOurs;
  };
}

/** One process looks at the provider's list; no other works on the issue before it has. */
async function lookFirst(ports: SendWeekPorts, issue: SendingIssue): Promise<LeftOff | undefined> {
  if (!ports.jobs) return lookBeforeResuming({ ...ports, mayRead: () => holds(ports, LEASE) }, issue);
  const lease = `provider's list for ${issue.name}`;
  const looking = lookBeforeResuming({ ...ports, mayRead: () => holds(ports, lease) }, issue);
  return looking.finally(() => returnLease(ports.store, lease, ports.holder));
}

/** One process decides in which form the issue goes out; the others wait for it. */
async function decideFirst(ports: SendWeekPorts, issue: SendingIssue): Promise<LeftOff | undefined> {
  const { store, jobs, holder, stop } = ports;
  const lease = jobs ? `form of ${issue.name}` : LEASE;
  const isOurs = () => holds(ports, lease);
  while (jobs && !(await isOurs())) {
    if (stop.aborted) return { kind: 'stopped-by-signal' };
    await ports.wait(ASK_EVERY_MS, stop);
  }
  const deciding = decideForm({ ...ports, mayRead: isOurs }, issue);
  return jobs ? deciding.finally(() => returnLease(store, lease, holder)) : deciding;
}

async function workThrough(ports: SendWeekPorts, issue: SendingIssue): Promise<SendResult> {
  const { store, jobs } = ports;
  const { name } = issue;
  const standstill = (await lookFirst(ports, issue)) ?? (await decideFirst(ports, issue));
  if (standstill) return standstill;
  if (jobs) return sendWithOthers(ports, jobs, name);
  const isOurs = holdsFor(ports, LEASE);
  const maySend = async () => {
    if (!(await isOurs())) return 'lease-lost';
    return (await isPaused(store, name)) ? 'paused-by-editor' : 'yes';
  };
  return sendAlone({ ...ports, maySend }, await makingOf(ports, issue));
}

async function accountingNow(store: Store, name: IssueName): Promise<Accounting> {
  return accountingOfIssue(store, await issueId(store, name));
}

async function sendReady(ports: SendWeekPorts, frozen: SendingIssue): Promise<SendWeekResult> {
  const { name } = frozen;
  for (let issue: Issue | undefined = frozen; ; issue = await findIssue(ports.store, name)) {
    // After a run an editor may have set batches free at the last moment.
    if (issue?.state !== 'sending') return { kind: 'sent', accounting: await accountingNow(ports.store, name) };
    const result = await workThrough(ports, issue);
    await recordEnd(ports, name, result);
    if (result.kind !== 'nothing-left')
      return { kind: 'stopped', result, accounting: await accountingNow(ports.store, name) };
  }
}

async function sendFromWhereItStands(ports: SendWeekPorts, name: IssueName): Promise<SendWeekResult> {
  const { jobs, delivery } = ports;
  const frozen = async (transaction: Store) => {
    // A template is published first, by whoever follows the issue.
    if (delivery === 'template') return;
    await recordForm(transaction, await issueId(transaction, name), { kind: 'inline' });
    if (jobs) await addOpenBatches(jobs, transaction, name);
  };
  const mayRead = async () => jobs !== undefined || holds(ports, LEASE);
  const start = await readyIssue({ ...ports, mayRead, frozen }, name);
  if (start.kind === 'ready') return sendReady(ports, start.issue);
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
