import type { SendingIssue } from '#issue/issue.ts';
import { BY_SENDER, type IssueAct } from '#issue/issue-change.ts';
import { historyOf, type PastChange, recordChange } from '#issue/issue-change-queries.ts';
import { issueId } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';
import { KEY_LIFETIME_MS } from '../batch.ts';
import { frozenMessage } from '../batch-queries.ts';
import type { LeftOff } from '../send-result.ts';
import { whyNotComplete } from './list-end-words.ts';
import type { LookingPorts } from './look-before-freezing.ts';
import { LOOKED, lastWorkedOn, mayLeaveUnderNewKey } from './look-queries.ts';
import { closeProvenAttempts } from './proof-queries.ts';
import { proveDeliveries } from './prove-deliveries.ts';
import { CLOCKS_APART_MS } from './read-back.ts';

/** What a person does to an issue that is on its way, knowing that mails leave then. */
const PERSON_GOES_ON: readonly IssueAct[] = ['resumed', 'reopened', 'settled the unknown of'];

function personWentOn(history: readonly PastChange[], since: Date): boolean {
  return history.some(({ act, at }) => PERSON_GOES_ON.includes(act) && new Date(at) > since);
}

/**
 * Whether an issue stood still for so long that no key protects anybody, and has mails that would leave under a new one: no
 * batch of it is to be worked on before the provider's list was looked at.
 */
export async function isLookDue(store: Store, issue: SendingIssue, now: Date): Promise<boolean> {
  if (now.getTime() - Date.parse(issue.frozenAt) < KEY_LIFETIME_MS) return false;
  const id = await issueId(store, issue.name);
  const stoodStillMs = now.getTime() - (await lastWorkedOn(store, id, issue)).getTime();
  return stoodStillMs >= KEY_LIFETIME_MS && (await mayLeaveUnderNewKey(store, id));
}

/** What the list says of an issue that stood still, or why it does not leave now. */
async function look(ports: LookingPorts, issue: SendingIssue): Promise<{ kind: 'looked'; words: string } | LeftOff> {
  const { store, clock, stop } = ports;
  const id = await issueId(store, issue.name);
  const last = await lastWorkedOn(store, id, issue);
  const { subject } = await frozenMessage(store, id);
  const since = new Date(Date.parse(issue.frozenAt) - CLOCKS_APART_MS);
  const { found, end } = await proveDeliveries(ports, { issueId: id, subject, since, now: clock() });
  await closeProvenAttempts(store, id);
  const words = `it has ${found} mails that were not known here`;
  if (end.kind === 'complete') return { kind: 'looked', words };
  if (end.kind === 'stopped') return { kind: stop.aborted ? 'stopped-by-signal' : 'lease-lost' };
  const because = whyNotComplete(end);
  if (end.kind === 'no-answer') return { kind: 'interrupted', because };
  const doubt = `${because}: if this database is an older copy that was put back, its readers were mailed already`;
  if (personWentOn(await historyOf(store, issue.name), last)) return { kind: 'looked', words: doubt };
  return { kind: 'paused', because: `${doubt}; if it is not, go on` };
}

/**
 * Before an issue goes on after it stood still for long: counts as accepted what the provider's list proves, for this database
 * may be a copy from the middle of the sending. Where the list cannot tell, a person says whether to go on. Undefined when
 * mails may leave.
 */
export async function lookBeforeResuming(ports: LookingPorts, issue: SendingIssue): Promise<LeftOff | undefined> {
  const { store, clock, report } = ports;
  if (!(await isLookDue(store, issue, clock()))) return undefined;
  const looked = await look(ports, issue);
  if (looked.kind !== 'looked') return looked;
  const note = `the provider’s list: ${looked.words}`;
  await recordChange(store, issue, issue, { who: BY_SENDER, act: LOOKED, at: clock(), note });
  report({ kind: 'note', words: note });
  return undefined;
}
