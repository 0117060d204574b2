import type { Store } from '#store/open-store.ts';
import { addressedKeys, isAboutPersonalMail } from './addressed-reader.ts';
import { acceptedAround, deliveriesByEmailId, deliveriesByName, type FoundDelivery } from './delivery-queries.ts';
import { type EventBook, eventBook } from './event-book.ts';
import { taggedDelivery, whyNotAbout } from './find-delivery.ts';
import type { MailEvent } from './provider-event.ts';
import { readersByAddress, readersById } from './reader-queries.ts';

function nameKey({ issueId, subscriberId }: { issueId: number; subscriberId: number }): string {
  return `${issueId}-${subscriberId}`;
}

/** The deliveries that events name by our tag, then those they can only be about by the id of the mail. */
async function findDeliveries(store: Store, events: readonly MailEvent[]): Promise<FoundDelivery[]> {
  const names = new Map(
    events.flatMap((event) => {
      const name = taggedDelivery(event);
      return name ? [[nameKey(name), name] as const] : [];
    }),
  );
  const tagged = new Map((await deliveriesByName(store, [...names.values()])).map((found) => [nameKey(found), found]));
  const isNamed = (event: MailEvent) => {
    const name = taggedDelivery(event);
    const delivery = name && tagged.get(nameKey(name));
    return delivery !== undefined && whyNotAbout(event, delivery) === undefined;
  };
  const ids = events.filter((event) => !isNamed(event)).flatMap(({ emailId }) => emailId ?? []);
  const byId = await deliveriesByEmailId(store, [...new Set(ids)]);
  return [...tagged.values(), ...byId.filter((found) => !tagged.has(nameKey(found)))];
}

/** Reads all that a group of events is about, with one query for each kind of thing. */
export async function readBook(store: Store, events: readonly MailEvent[], now: Date): Promise<EventBook> {
  const personal = events.filter(isAboutPersonalMail);
  const deliveries = await findDeliveries(
    store,
    events.filter((event) => !isAboutPersonalMail(event)),
  );
  const ids = [...new Set(deliveries.map(({ subscriberId }) => subscriberId))];
  const byId = await readersById(store, ids);
  const byAddress = await readersByAddress(store, [...new Set(personal.flatMap(addressedKeys))]);
  const readers = [...byId, ...byAddress];
  return eventBook({ deliveries, readers, accepted: await acceptedAround(store, deliveries) }, now);
}
