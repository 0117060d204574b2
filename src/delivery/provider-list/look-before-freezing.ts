import type { Clock } from '#calendar/clock.ts';
import { isoWeekSchema, mondayOf } from '#calendar/iso-week.ts';
import { addDays } from '#calendar/plain-date.ts';
import type { ApprovedIssue, HeldIssue } from '#issue/issue.ts';
import { BY_SENDER } from '#issue/issue-change.ts';
import { historyOf, type PastChange } from '#issue/issue-change-queries.ts';
import { replaceIssue } from '#issue/issue-queries.ts';
import { hold } from '#issue/issue-steps.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { whyNotComplete } from './list-end-words.ts';
import { findMailedBefore, type MailedBefore } from './mailed-before.ts';
import type { ReadingEvent } from './patient-reader.ts';
import type { ReadingPorts } from './prove-deliveries.ts';
import { CLOCKS_APART_MS } from './read-back.ts';

/** How the reading goes, and what whoever started it should know of what came out. */
export type LookEvent = ReadingEvent | { kind: 'note'; words: string };

export type LookingPorts = Omit<ReadingPorts, 'report'> & { clock: Clock; report(event: LookEvent): void };

/** What follows for the issue that was to be frozen. */
export type Looking =
  | { kind: 'clear' }
  | { kind: 'mailed-before'; issue: HeldIssue; mails: number }
  /** Nobody could look, so nothing is sent. */
  | { kind: 'interrupted'; because: string }
  /** Somebody else changed the issue meanwhile. */
  | { kind: 'changed' };

/** When an editor released what the sender had held for this reason: what was on the list by then is known to them. */
function knownSince(history: readonly PastChange[]): Date | undefined {
  const held = history.findIndex(({ act, who }) => act === 'held' && who === BY_SENDER);
  const released = history.slice(0, Math.max(0, held)).findLast(({ act }) => act === 'released');
  return released && new Date(released.at);
}

/** An issue's mails cannot be older than this: composed anew from an older copy, it may be younger than its own mails. */
function lookBackTo({ name, composedAt }: ApprovedIssue, history: readonly PastChange[]): Date {
  // The Sunday before: somewhere it is Monday already.
  const sunday = addDays(mondayOf(isoWeekSchema.parse(name.slice(0, 8))), -1);
  const begin = Math.min(Date.parse(`${sunday}T00:00:00Z`), Date.parse(composedAt));
  return knownSince(history) ?? new Date(begin - CLOCKS_APART_MS);
}

function reasonToHold({ mails, newest }: MailedBefore): string {
  return `the provider’s list has ${mails} mails of it already, the newest of ${newest.toISOString()}, and this database knows of none: it looks like an older copy that was put back. Put back a newer one or skip the issue; release it only if those mails are not to count`;
}

/**
 * Looks on the provider's list before an issue is frozen: whether mails of it went out that this database knows nothing of.
 * Then it is held. A key that may only send cannot look; it is said, and the issue goes on.
 */
export async function lookBeforeFreezing(
  ports: LookingPorts,
  issue: ApprovedIssue,
  message: MailMessage,
): Promise<Looking> {
  const { store, clock, report } = ports;
  const since = lookBackTo(issue, await historyOf(store, issue.name));
  const search = await findMailedBefore(ports, { name: issue.name, message, since, now: clock() });
  if (search.kind === 'complete') return { kind: 'clear' };
  if (search.kind === 'sends-only' || search.kind === 'forgotten') {
    report({ kind: 'note', words: `${whyNotComplete(search)}: whether ${issue.name} went out before is not known` });
    return { kind: 'clear' };
  }
  if (search.kind !== 'found') return { kind: 'interrupted', because: whyNotComplete(search) };
  const held = hold(issue, reasonToHold(search.before), 'schedule');
  const change = { who: BY_SENDER, act: 'held' as const, at: clock(), note: held.reason };
  const written = await replaceIssue(store, issue, held, change);
  return written ? { kind: 'mailed-before', issue: held, mails: search.before.mails } : { kind: 'changed' };
}
