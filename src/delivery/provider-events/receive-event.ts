import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { type Applying, applyOneByOne, applyTogether, applyTold, type Results } from './apply-events.ts';
import { isAnyKept, keepEvents, keepMarked, type ReceivedEvent } from './inbox-queries.ts';
import { type EventReading, readProviderEvent } from './provider-event.ts';

/** A genuine event as it came in. */
export type IncomingEvent = { svixId: string; body: string };

type ReadEvent = ReceivedEvent & { reading: EventReading };

function read({ svixId, body }: IncomingEvent): ReadEvent {
  const reading = readProviderEvent(body);
  return { svixId, body, type: reading.type, emailId: reading.event?.emailId, reading };
}

/** Kept as what became of them: an event that comes for the first time need not be written down twice. */
async function takeInNew(store: Store, received: readonly ReadEvent[], now: Date): Promise<Results> {
  const told = received.map(({ svixId, reading }) => ({ svix_id: svixId, reading }));
  const byId = new Map(received.map((event) => [event.svixId, event]));
  return applyTold(store, told, now, (marked) => {
    const keep = marked.flatMap(({ svix_id, mark }) => {
      const event = byId.get(svix_id);
      return event ? [{ ...event, mark }] : [];
    });
    return keepMarked(store, keep, now);
  });
}

async function takeIn(store: Store, received: readonly ReadEvent[], now: Date): Promise<Results> {
  const ids = received.map(({ svixId }) => svixId);
  if (!(await isAnyKept(store, ids))) return takeInNew(store, received, now);
  await keepEvents(store, received, now);
  return applyTogether(store, ids, now);
}

/** All at once where nothing goes wrong, which is one commit for everybody. */
async function keepAndApply(store: Store, received: readonly ReadEvent[], now: Date): Promise<Results> {
  try {
    return await inTransaction(store, (transaction) => takeIn(transaction, received, now));
  } catch {
    // Kept first, so that nothing is lost; then each for itself says what is wrong with it.
    await keepEvents(store, received, now);
    const ids = received.map(({ svixId }) => svixId);
    return applyOneByOne(store, ids, now);
  }
}

/**
 * Keeps genuine events, all of them or none, and works on them. Once they are kept nothing is lost: what cannot be done now
 * is done by the job. Says what came of each, in their order; of those with the same svix-id the first one counts.
 */
export async function receiveEvents(store: Store, incoming: readonly IncomingEvent[], now: Date): Promise<Applying[]> {
  const first = new Map(incoming.toReversed().map((event) => [event.svixId, event]));
  const received = incoming.filter((event) => first.get(event.svixId) === event).map(read);
  const results = await keepAndApply(store, received, now);
  return incoming.map(({ svixId }) => results.get(svixId) ?? 'done-before');
}

/** The same of one event alone. */
export async function receiveEvent(store: Store, svixId: string, body: string, now: Date): Promise<Applying> {
  const [applying = 'done-before'] = await receiveEvents(store, [{ svixId, body }], now);
  return applying;
}
