import type { Clock } from '#calendar/clock.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import { inTransaction } from '#store/in-transaction.ts';
import { frozenMessage } from '../batch-queries.ts';
import { settleProvenBatches } from '../provider-events/delivery-queries.ts';
import { whyNotComplete } from './list-end-words.ts';
import { proveDeliveries, type ReadingPorts } from './prove-deliveries.ts';
import { CLOCKS_APART_MS, type ListEnd } from './read-back.ts';
import { countUnknown, noteAtUnknown, type UnknownBatch, unknownBatches } from './unknown-queries.ts';

/** What came of asking the provider's list about the unknown deliveries of an issue. */
export type Asking =
  | { kind: 'nothing-unknown' }
  /** Everybody was found, or the list was read to its end: the missing are not in it. */
  | { kind: 'read'; found: number; missing: number; since: Date }
  /** It was not: what was found is settled, and nothing is said of the rest. */
  | { kind: 'not-read'; found: number; missing: number; why: Exclude<ListEnd['kind'], 'complete'>; because: string };

/** How far back to read. Who was tried before their batch's second round may have been accepted at any time since the freeze. */
export function readBackTo(batches: readonly UnknownBatch[], frozenAt: string): Date {
  const instants = batches.map(({ round, firstAttemptAt }) =>
    round > 1 ? Date.parse(frozenAt) : firstAttemptAt.getTime(),
  );
  return new Date(Math.min(...instants) - CLOCKS_APART_MS);
}

/**
 * Settles the unknown deliveries of an issue that the provider's list proves to have been accepted. What a list that was
 * read to its end does not have stays unknown and says so, for the editor who decides. Sends nothing.
 */
export async function askProvider(ports: ReadingPorts & { clock: Clock }, name: IssueName): Promise<Asking> {
  const { store, clock } = ports;
  const issue = await findIssue(store, name);
  if (issue?.state !== 'sending' && issue?.state !== 'sent') return { kind: 'nothing-unknown' };
  const id = await issueId(store, name);
  const batches = await unknownBatches(store, id);
  if (batches.length === 0) return { kind: 'nothing-unknown' };
  const now = clock();
  const since = readBackTo(batches, issue.frozenAt);
  const { subject } = await frozenMessage(store, id);
  const { found, end } = await proveDeliveries(ports, { issueId: id, subject, since, now });
  await inTransaction(store, settleProvenBatches);
  const missing = await countUnknown(store, id);
  if (end.kind !== 'complete' && missing > 0)
    return { kind: 'not-read', found, missing, why: end.kind, because: whyNotComplete(end) };
  const span = `from ${now.toISOString()} back to ${since.toISOString()}`;
  await noteAtUnknown(store, id, batches, `the provider’s list was read ${span} and does not have it`);
  return { kind: 'read', found, missing, since };
}
