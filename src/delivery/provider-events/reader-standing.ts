import type { Subscriber } from '#subscribers/subscriber-queries.ts';
import type { DeliveryStatus } from './delivery-status.ts';
import type { Happening } from './provider-event.ts';

/** Issues in a row that may bounce for a passing reason before we stop writing. */
export const SOFT_BOUNCES_MOST = 5;

/** What the provider's events suppress a reader for, the weightiest last: a later event may only make it weightier. */
export const SUPPRESSION_CAUSES = ['passing-bounces', 'provider', 'bounce', 'complaint'] as const;

export type SuppressionCause = (typeof SUPPRESSION_CAUSES)[number];

const WORDS: Record<SuppressionCause, string> = {
  'passing-bounces': `bounced for a passing reason ${SOFT_BOUNCES_MOST} issues in a row`,
  provider: 'the provider suppresses the address',
  bounce: 'the mailbox does not exist (permanent bounce)',
  complaint: 'complained: marked the mail as spam',
};

const CAUSES: Partial<Record<Happening, SuppressionCause>> = {
  suppressed: 'provider',
  'bounced-for-good': 'bounce',
  complained: 'complaint',
};

/** What decides whether a reader is written to at all. */
export type ReaderStatus = Pick<Subscriber, 'status' | 'status_reason' | 'suppressed_for'>;
export type ReaderStanding = ReaderStatus & Pick<Subscriber, 'soft_bounces'>;
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

function weightOf(cause: Subscriber['suppressed_for']): number {
  return (SUPPRESSION_CAUSES as readonly unknown[]).indexOf(cause);
}

function suppression({ status, suppressed_for }: ReaderStatus, cause: SuppressionCause): Partial<ReaderStatus> {
  const gone = status === 'unsubscribed' || status === 'suppressed';
  // Whoever is gone is not mailed; only what the provider itself would refuse weighs more than that.
  if (gone && cause === 'passing-bounces') return {};
  const why = { suppressed_for: cause, status_reason: WORDS[cause] };
  if (status !== 'suppressed') return { status: 'suppressed', ...why };
  return weightOf(cause) > weightOf(suppressed_for) ? why : {};
}

/** What an event about any mail changes about the reader it went to: who bounced for good or complained is not written to again. */
export function standingAfter(reader: ReaderStatus, happening: Happening): Partial<ReaderStatus> {
  const cause = CAUSES[happening];
  return cause === undefined ? {} : suppression(reader, cause);
}

/** What an event about an issue changes about its reader; `statuses` are those of all the reader's accepted deliveries after it, the newest first. */
export function readerChange(
  reader: ReaderStanding,
  happening: Happening,
  statuses: readonly DeliveryStatus[],
): ReaderChange {
  const inARow = bouncesInARow(statuses);
  // Only a bounce suppresses: a reader who was let back in after a row of them begins by being mailed.
  const tooMany = happening === 'bounced-in-passing' && inARow >= SOFT_BOUNCES_MOST;
  return {
    ...(inARow === reader.soft_bounces ? {} : { soft_bounces: inARow }),
    ...(tooMany ? suppression(reader, 'passing-bounces') : standingAfter(reader, happening)),
  };
}
