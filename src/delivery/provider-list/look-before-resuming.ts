import type { SendingIssue } from '#issue/issue.ts';
import { BY_SENDER, type IssueAct } from '#issue/issue-change.ts';
import { historyOf, type PastChange, recordChange } from '#issue/issue-change-queries.ts';
import { issueId } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';
import { KEY_LIFETIME_MS } from '../batch.ts';
import { frozenMessage, markUnknown } from '../batch-queries.ts';
import type { LeftOff } from '../send-result.ts';
import { whyNotComplete } from './list-end-words.ts';
import type { LookingPorts } from './look-before-freezing.ts';
import { LOOKED, lastWorkedOn, mayLeave } from './look-queries.ts';
import { attemptsProvenInPart, closeProvenAttempts } from './proof-queries.ts';
import { proveDeliveries } from './prove-deliveries.ts';
import { CLOCKS_APART_MS } from './read-back.ts';

/** What a person does to an issue that is on its way, knowing that mails leave then. */
const PERSON_GOES_ON: readonly IssueAct[] = ['resumed', 'reopened', 'settled the unknown of'];

function personWentOn(history: readonly PastChange[], since: Date): boolean {
  return history.some(({ act, at }) => PERSON_GOES_ON.includes(act) && new Date(at) > since);
}

/**
 * What is interrupted goes on within minutes. After an hour this database may as well be a copy whose original went on: what
 * was refused there has left under another key than it would from here.
 */
export const STANDSTILL_MS = 3_600_000;

/** Whether an issue stood still for long and has mails that may leave: none does before the provider's list was looked at. */
export async function isLookDue(store: Store, issue: SendingIssue, now: Date): Promise<boolean> {
  if (now.getTime() - Date.parse(issue.frozenAt) < STANDSTILL_MS) return false;
  const id = await issueId(store, issue.name);
  const stoodStillMs = now.getTime() - (await lastWorkedOn(store, id, issue)).getTime();
  return stoodStillMs >= STANDSTILL_MS && (await mayLeave(store, id, now));
}

/** Counts as accepted what is proven. Of what is proven in part the rest is unknown: its key may be another than the original's. */
async function closeAttempts(store: Store, id: number): Promise<void> {
  await closeProvenAttempts(store, id);
  for (const batch of await attemptsProvenInPart(store, id))
    await markUnknown(store, batch, 'the provider’s list was read to its end and has only others of its batch');
}

const KEYS_PROTECT =
  'its keys protect who was mailed, unless this database is an older copy whose original was refused something since';

/** What the list says of an issue that stood still, or why it does not leave now. */
async function look(ports: LookingPorts, issue: SendingIssue): Promise<{ kind: 'looked'; words: string } | LeftOff> {
  const { store, clock, stop } = ports;
  const id = await issueId(store, issue.name);
  const last = await lastWorkedOn(store, id, issue);
  const { subject } = await frozenMessage(store, id);
  const since = new Date(Date.parse(issue.frozenAt) - CLOCKS_APART_MS);
  const now = clock();
  const { found, end } = await proveDeliveries(ports, { issueId: id, subject, since, now });
  if (end.kind === 'complete') {
    await closeAttempts(store, id);
    return { kind: 'looked', words: `it has ${found} mails that were not known here` };
  }
  await closeProvenAttempts(store, id);
  if (end.kind === 'stopped') return { kind: stop.aborted ? 'stopped-by-signal' : 'lease-lost' };
  const because = whyNotComplete(end);
  if (end.kind === 'no-answer') return { kind: 'interrupted', because };
  if (now.getTime() - last.getTime() < KEY_LIFETIME_MS) return { kind: 'looked', words: `${because}; ${KEYS_PROTECT}` };
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
