/** What became of every delivery of an issue. */
export type Accounting = {
  audience: number;
  accepted: number;
  rejected: number;
  suppressed: number;
  /** Left between the freeze and their batch's first attempt. */
  unsubscribed: number;
  unknown: number;
  waiting: number;
  /** What the provider said of the accepted since. */
  ofAccepted: {
    delivered: number;
    bounced: number;
    complained: number;
    /** Taken by the provider, and then not sent because it suppresses the address. */
    suppressed: number;
    onItsWay: number;
  };
};

export type DeliveryCount = { outcome: string | null; event: string | null; count: number };

/** Adds up the deliveries by outcome; throws when the sum is not the audience, because then somebody is lost. */
export function accountingOf(audience: number, counts: readonly DeliveryCount[]): Accounting {
  const sum = (matches: (count: DeliveryCount) => boolean) =>
    counts.filter(matches).reduce((total, { count }) => total + count, 0);
  const of = (outcome: string | null) => sum((count) => count.outcome === outcome);
  const accepted = (event: string | null) => sum((count) => count.outcome === 'accepted' && count.event === event);
  const accounting: Accounting = {
    audience,
    accepted: of('accepted'),
    rejected: of('rejected'),
    suppressed: of('suppressed'),
    unsubscribed: of('unsubscribed'),
    unknown: of('unknown'),
    waiting: of(null),
    ofAccepted: {
      delivered: accepted('delivered'),
      bounced: accepted('bounced'),
      complained: accepted('complained'),
      suppressed: accepted('suppressed'),
      onItsWay: accepted(null),
    },
  };
  const { rejected, suppressed, unsubscribed, unknown, waiting } = accounting;
  const total = accounting.accepted + rejected + suppressed + unsubscribed + unknown + waiting;
  if (total !== audience) throw new Error(`audience ${audience} is not the sum ${total} of its parts -- invariant`);
  return accounting;
}
