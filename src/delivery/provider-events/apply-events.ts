import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { addressedKeys, isAboutPersonalMail } from './addressed-reader.ts';
import { clickedLink, type LinksOfIssue, linksOfIssues } from './clicked-link.ts';
import { type DeliveryName, type FoundDelivery, settleProvenBatches, writeDeliveries } from './delivery-queries.ts';
import type { EventBook } from './event-book.ts';
import { taggedDelivery, whyNotAbout } from './find-delivery.ts';
import { type EventMark, markEvents, markFailed, openEvents } from './inbox-queries.ts';
import { markMachines } from './mark-machines.ts';
import { planChanges } from './plan-changes.ts';
import { type EventReading, type MailEvent, readProviderEvent } from './provider-event.ts';
import { readBook } from './read-book.ts';
import { writeReaders } from './reader-queries.ts';
import { standingAfter } from './reader-standing.ts';

export type Applying = 'applied' | 'parked' | 'ignored' | 'failed' | 'done-before';

/** What came of events, by their svix-id. */
export type Results = ReadonlyMap<string, Applying>;

/** What becomes of an event, and what else is to be done on its account. */
type Fate = {
  mark: EventMark;
  /** May prove the last unknown delivery of a batch. */
  proves?: boolean;
  /** The delivery whose opens and clicks it may tell something about. */
  judges?: DeliveryName;
};

type Finding = { delivery: FoundDelivery } | { delivery: undefined; because: string };

/** By our own tag first: it stands on the mail itself, while ids are lost with an answer or come after the event. */
function findDelivery(book: EventBook, event: MailEvent): Finding {
  const name = taggedDelivery(event);
  const tagged = name && book.named(name);
  const because = tagged && whyNotAbout(event, tagged);
  if (tagged && because === undefined) return { delivery: tagged };
  const known = event.emailId === undefined ? undefined : book.withEmailId(event.emailId);
  return known ? { delivery: known } : { delivery: undefined, because: because ?? 'is about a mail we do not know' };
}

async function applyToDelivery(
  book: EventBook,
  event: MailEvent,
  delivery: FoundDelivery,
  linksOf: LinksOfIssue,
): Promise<Fate> {
  book.change(delivery, planChanges(event, delivery, book.standing(delivery)));
  const { issueId: issue_id, subscriberId: subscriber_id } = delivery;
  const happened_at = event.happenedAt?.toISOString() ?? null;
  const link = (await clickedLink(linksOf, issue_id, event)) ?? null;
  return {
    mark: { state: 'applied', issue_id, subscriber_id, problem: null, happened_at, link },
    proves: delivery.outcome === 'unknown',
    ...(['delivered', 'opened', 'clicked'].includes(event.happening) ? { judges: delivery } : {}),
  };
}

/** To whoever has the address now, also to one who never confirmed: they moved to another one, or were never on the list. */
function applyToAddressed(book: EventBook, event: MailEvent): Fate {
  const reader = book.readerAt(addressedKeys(event));
  if (!reader) return { mark: { state: 'ignored', problem: 'went to an address that is not on the list' } };
  book.changeReader(reader.id, standingAfter(reader, event.happening));
  return { mark: { state: 'applied', subscriber_id: reader.id, problem: null } };
}

async function applyToBook(book: EventBook, reading: EventReading, linksOf: LinksOfIssue): Promise<Fate> {
  if (!reading.event) return { mark: { state: 'ignored', problem: reading.because } };
  if (isAboutPersonalMail(reading.event)) return applyToAddressed(book, reading.event);
  const finding = findDelivery(book, reading.event);
  if (!finding.delivery) return { mark: { state: 'parked', problem: finding.because } };
  return applyToDelivery(book, reading.event, finding.delivery, linksOf);
}

/** An event by its svix-id, with what it says. */
export type ToldEvent = { svix_id: string; reading: EventReading };

export type MarkedEvent = { svix_id: string; mark: EventMark };

/**
 * Works on events in the order given, in the transaction that is open: reads all they are about, applies one after the other
 * to that, and writes down what it is then. `keepMarks` writes down what became of the events themselves.
 */
export async function applyTold(
  store: Store,
  told: readonly ToldEvent[],
  now: Date,
  keepMarks: (marked: readonly MarkedEvent[]) => Promise<void>,
): Promise<Results> {
  const events = told.flatMap(({ reading }) => reading.event ?? []);
  const book = await readBook(store, events, now);
  const linksOf = linksOfIssues(store);
  const fates: (Fate & { svix_id: string })[] = [];
  for (const { svix_id, reading } of told) fates.push({ svix_id, ...(await applyToBook(book, reading, linksOf)) });
  const { deliveries, readers } = book.changed();
  await writeDeliveries(store, deliveries);
  await writeReaders(store, readers);
  await keepMarks(fates);
  if (fates.some(({ proves }) => proves)) await settleProvenBatches(store);
  const judged = fates.flatMap(({ judges }) => judges ?? []);
  await markMachines(store, judged, linksOf);
  return new Map(fates.map(({ svix_id, mark }) => [svix_id, mark.state as Applying]));
}

/** The same of events that are kept. What was worked on before changes nothing and is not in the results. */
export async function applyTogether(store: Store, svixIds: readonly string[], now: Date): Promise<Results> {
  const kept = await openEvents(store, svixIds);
  const told = kept.map(({ svix_id, body }) => ({ svix_id, reading: readProviderEvent(body) }));
  return applyTold(store, told, now, (marked) => markEvents(store, marked));
}

async function applyOne(store: Store, svixId: string, now: Date): Promise<Results> {
  try {
    return await inTransaction(store, (transaction) => applyTogether(transaction, [svixId], now));
  } catch (error) {
    await markFailed(store, svixId, `failed: ${(error as Error).message}`);
    return new Map([[svixId, 'failed']]);
  }
}

/** Never throws for what an event says: one that fails stays open with its reason, and the others go on. */
export async function applyOneByOne(store: Store, svixIds: readonly string[], now: Date): Promise<Results> {
  const results = new Map<string, Applying>();
  for (const svixId of svixIds)
    for (const [id, applying] of await applyOne(store, svixId, now)) results.set(id, applying);
  return results;
}

/** Together where none of them fails, which is one commit for all; else each for itself. */
export async function applyEvents(store: Store, svixIds: readonly string[], now: Date): Promise<Results> {
  try {
    return await inTransaction(store, (transaction) => applyTogether(transaction, svixIds, now));
  } catch {
    return applyOneByOne(store, svixIds, now);
  }
}
