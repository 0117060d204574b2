import type { Subscriber } from '#subscribers/subscriber-queries.ts';
import type { DeliveryStatus } from './delivery-status.ts';
import type { Happening } from './provider-event.ts';

/** Issues in a row that may bounce for a passing reason before we stop writing. */
export const SOFT_BOUNCES_MOST = 5;

/** Why the provider's events suppress a reader, the weightiest last: a later event may only make the reason weightier. */
export const SUPPRESSION_REASONS = [
  `bounced for a passing reason ${SOFT_BOUNCES_MOST} issues in a row`,
  'the provider suppresses the address',
  'the mailbox does not exist (permanent bounce)',
  'complained: marked the mail as spam',
] as const;

const [TOO_MANY_SOFT_BOUNCES, SUPPRESSED_BY_PROVIDER, PERMANENT_BOUNCE, COMPLAINT] = SUPPRESSION_REASONS;

export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

const REASONS: Partial<Record<Happening, SuppressionReason>> = {
  suppressed: SUPPRESSED_BY_PROVIDER,
  'bounced-for-good': PERMANENT_BOUNCE,
  complained: COMPLAINT,
};

export type ReaderStanding = Pick<Subscriber, 'status' | 'status_reason' | 'soft_bounces'>;
export type ReaderChange = Partial<ReaderStanding>;

/**
 * How many issues in a row bounced, given the statuses of a reader's accepted deliveries, the newest first. The newest may
 * still be on their way; one further back of which nothing was heard ends the row, as it proves nothing.
 */
export function bouncesInARow(statuses: readonly DeliveryStatus[]): number {
  const heardOf = statuses.slice(
    Math.max(
      0,
      statuses.findIndex((status) => status !== null),
    ),
  );
  const end = heardOf.findIndex((status) => status !== 'bounced');
  return end === -1 ? heardOf.length : end;
}

function suppression(reader: ReaderStanding, reason: SuppressionReason): ReaderChange {
  if (reader.status !== 'suppressed') {
    // Whoever left already is not mailed; only what the provider itself would refuse weighs more than that.
    if (reader.status === 'unsubscribed' && reason === TOO_MANY_SOFT_BOUNCES) return {};
    return { status: 'suppressed', status_reason: reason };
  }
  const known = (SUPPRESSION_REASONS as readonly (string | null)[]).indexOf(reader.status_reason);
  return known !== -1 && SUPPRESSION_REASONS.indexOf(reason) > known ? { status_reason: reason } : {};
}

/** What an event changes about its reader; `statuses` are those of all the reader's accepted deliveries after it, the newest first. */
export function readerChange(
  reader: ReaderStanding,
  happening: Happening,
  statuses: readonly DeliveryStatus[],
): ReaderChange {
  const inARow = bouncesInARow(statuses);
  // Only a bounce suppresses: a reader who was let back in after a row of them begins by being mailed.
  const tooMany = happening === 'bounced-in-passing' && inARow >= SOFT_BOUNCES_MOST;
  const reason = REASONS[happening] ?? (tooMany ? TOO_MANY_SOFT_BOUNCES : undefined);
  return {
    ...(inARow === reader.soft_bounces ? {} : { soft_bounces: inARow }),
    ...(reason === undefined ? {} : suppression(reader, reason)),
  };
}
