import type { SendingIssue } from '#issue/issue.ts';
import type { IssueAct } from '#issue/issue-change.ts';
import { historyOf, type PastChange } from '#issue/issue-change-queries.ts';
import { issueId } from '#issue/issue-queries.ts';
import { KEY_LIFETIME_MS } from '../batch.ts';
import { frozenMessage } from '../batch-queries.ts';
import type { SendResult } from '../send-result.ts';
import { whyNotComplete } from './list-end-words.ts';
import type { LookingPorts } from './look-before-freezing.ts';
import { closeProvenAttempts, lastAttempt, mayLeaveUnderNewKey } from './proof-queries.ts';
import { proveDeliveries } from './prove-deliveries.ts';
import { CLOCKS_APART_MS } from './read-back.ts';

/** Why nothing leaves now. */
export type Standstill = Extract<SendResult, { kind: 'interrupted' | 'paused' | 'stopped-by-signal' | 'lease-lost' }>;

/** What a person does to an issue that is on its way, knowing that mails leave then. */
const PERSON_GOES_ON: readonly IssueAct[] = ['resumed', 'reopened', 'settled the unknown of'];

function personWentOn(history: readonly PastChange[], since: Date): boolean {
  return history.some(({ act, at }) => PERSON_GOES_ON.includes(act) && new Date(at) > since);
}

/**
 * Before an issue goes on after so long that no key protects anybody: counts as accepted what the provider's list proves, for
 * this database may be a copy from the middle of the sending. Where the list cannot tell, a person says whether to go on.
 * Undefined when mails may leave.
 */
export async function lookBeforeResuming(ports: LookingPorts, issue: SendingIssue): Promise<Standstill | undefined> {
  const { store, clock, report } = ports;
  const now = clock();
  if (now.getTime() - Date.parse(issue.frozenAt) < KEY_LIFETIME_MS) return undefined;
  const id = await issueId(store, issue.name);
  const last = (await lastAttempt(store, id)) ?? new Date(issue.frozenAt);
  if (now.getTime() - last.getTime() < KEY_LIFETIME_MS || !(await mayLeaveUnderNewKey(store, id))) return undefined;
  const { subject } = await frozenMessage(store, id);
  const since = new Date(Date.parse(issue.frozenAt) - CLOCKS_APART_MS);
  const { found, end } = await proveDeliveries(ports, { issueId: id, subject, since, now });
  await closeProvenAttempts(store, id);
  if (found > 0) report({ kind: 'note', words: `the provider’s list proves ${found} mails that were not known here` });
  if (end.kind === 'complete') return undefined;
  if (end.kind === 'stopped') return { kind: ports.stop.aborted ? 'stopped-by-signal' : 'lease-lost' };
  const because = whyNotComplete(end);
  if (end.kind === 'no-answer') return { kind: 'interrupted', because };
  const doubt = `${because}: if this database is an older copy that was put back, its readers were mailed already`;
  if (!personWentOn(await historyOf(store, issue.name), last))
    return { kind: 'paused', because: `${doubt}; if it is not, go on` };
  report({ kind: 'note', words: doubt });
  return undefined;
}
