import type { AcceptedDelivery } from './delivery-queries.ts';
import { type DeliveryName, type FoundDelivery, OLDER_MOST } from './delivery-queries.ts';
import type { Changes, DeliveryChange, StandingReader } from './plan-changes.ts';
import type { FoundReader } from './reader-queries.ts';
import type { ReaderChange } from './reader-standing.ts';

/** What was read for a group of events. */
export type BookEntries = {
  deliveries: readonly FoundDelivery[];
  accepted: readonly AcceptedDelivery[];
  readers: readonly FoundReader[];
};

/** The deliveries and readers that a group of events is about: as the database has them, then as each event leaves them to the next. */
export type EventBook = {
  named(name: DeliveryName): FoundDelivery | undefined;
  withEmailId(emailId: string): FoundDelivery | undefined;
  /** Whoever has one of some addresses, by what addresses are compared by. */
  readerAt(addressKeys: readonly string[]): FoundReader | undefined;
  /** The reader of a delivery; undefined when erased. */
  standing(delivery: FoundDelivery): StandingReader | undefined;
  change(delivery: FoundDelivery, changes: Changes): void;
  changeReader(id: number, change: ReaderChange): void;
  /** What is another by now than it was in the database. */
  changed(): { deliveries: FoundDelivery[]; readers: FoundReader[] };
};

function keyOf({ issueId, subscriberId }: DeliveryName): string {
  return `${issueId}-${subscriberId}`;
}

function changedDelivery(delivery: FoundDelivery, change: DeliveryChange): FoundDelivery {
  const { outcome, event, problem, email_id } = change;
  return {
    ...delivery,
    outcome: outcome ?? delivery.outcome,
    event: event ?? delivery.event,
    emailId: email_id ?? delivery.emailId,
    problem: problem === undefined ? delivery.problem : problem,
  };
}

/** The accepted deliveries of each reader, by issue. */
function acceptedByReader(accepted: readonly AcceptedDelivery[]) {
  const byReader = new Map<number, Map<number, AcceptedDelivery['event']>>();
  const of = (subscriberId: number) => {
    const known = byReader.get(subscriberId) ?? new Map<number, AcceptedDelivery['event']>();
    byReader.set(subscriberId, known);
    return known;
  };
  const add = ({ issueId, subscriberId, event }: AcceptedDelivery) => of(subscriberId).set(issueId, event);
  for (const delivery of accepted) add(delivery);
  return { of, add };
}

/** The statuses on either side of a delivery, the newest first. */
function around(accepted: ReadonlyMap<number, AcceptedDelivery['event']>, issueId: number) {
  const newestFirst = [...accepted].sort(([one], [other]) => other - one);
  return {
    newer: newestFirst.filter(([id]) => id > issueId).map(([, event]) => event),
    older: newestFirst
      .filter(([id]) => id < issueId)
      .slice(0, OLDER_MOST)
      .map(([, event]) => event),
  };
}

export function eventBook(entries: BookEntries, now: Date): EventBook {
  const deliveries = new Map(entries.deliveries.map((delivery) => [keyOf(delivery), delivery]));
  const byEmailId = new Map(entries.deliveries.map((delivery) => [delivery.emailId, keyOf(delivery)]));
  const readers = new Map(entries.readers.map((reader) => [reader.id, reader]));
  const byAddress = new Map(entries.readers.map(({ id, address_key }) => [address_key, id]));
  const accepted = acceptedByReader(entries.accepted);
  const changed = { deliveries: new Set<string>(), readers: new Set<number>() };

  const changeReader: EventBook['changeReader'] = (id, change) => {
    const reader = readers.get(id);
    if (!reader || Object.keys(change).length === 0) return;
    const since = change.status === undefined ? {} : { status_changed_at: now.toISOString() };
    readers.set(id, { ...reader, ...change, ...since });
    changed.readers.add(id);
  };
  const changeDelivery = (delivery: FoundDelivery, change: DeliveryChange) => {
    if (Object.keys(change).length === 0) return;
    const next = changedDelivery(delivery, change);
    deliveries.set(keyOf(next), next);
    changed.deliveries.add(keyOf(next));
    if (next.emailId !== null && !byEmailId.has(next.emailId)) byEmailId.set(next.emailId, keyOf(next));
    if (next.outcome === 'accepted') accepted.add(next);
  };
  return {
    named: (name) => deliveries.get(keyOf(name)),
    withEmailId: (emailId) => deliveries.get(byEmailId.get(emailId) ?? ''),
    readerAt: (keys) => readers.get(keys.map((key) => byAddress.get(key)).find((id) => id !== undefined) ?? 0),
    standing({ issueId, subscriberId }) {
      const reader = readers.get(subscriberId);
      return reader && { ...reader, ...around(accepted.of(subscriberId), issueId) };
    },
    change(delivery, changes) {
      changeDelivery(delivery, changes.delivery);
      changeReader(delivery.subscriberId, changes.reader);
    },
    changeReader,
    changed: () => ({
      deliveries: [...deliveries].filter(([key]) => changed.deliveries.has(key)).map(([, delivery]) => delivery),
      readers: [...readers.values()].filter(({ id }) => changed.readers.has(id)),
    }),
  };
}
