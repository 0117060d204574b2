import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { type Applying, applyOneByOne, applyTogether, type Results } from './apply-events.ts';
import { keepEvents, type ReceivedEvent } from './inbox-queries.ts';
import { readProviderEvent } from './provider-event.ts';

/** A genuine event as it came in. */
export type IncomingEvent = { svixId: string; body: string };

/** All at once where nothing goes wrong, which is one commit for everybody. */
async function keepAndApply(store: Store, received: readonly ReceivedEvent[], now: Date): Promise<Results> {
  const ids = [...new Set(received.map(({ svixId }) => svixId))];
  try {
    return await inTransaction(store, async (transaction) => {
      await keepEvents(transaction, received, now);
      return applyTogether(transaction, ids, now);
    });
  } catch {
    // Kept first, so that nothing is lost; then each for itself says what is wrong with it.
    await keepEvents(store, received, now);
    return applyOneByOne(store, ids, now);
  }
}

/**
 * Keeps genuine events, all of them or none, and works on them. Once they are kept nothing is lost: what cannot be done now
 * is done by the job. Says what came of each, in their order.
 */
export async function receiveEvents(store: Store, incoming: readonly IncomingEvent[], now: Date): Promise<Applying[]> {
  const received = incoming.map(({ svixId, body }) => {
    const { type, event } = readProviderEvent(body);
    return { svixId, body, type, emailId: event?.emailId };
  });
  const results = await keepAndApply(store, received, now);
  return incoming.map(({ svixId }) => results.get(svixId) ?? 'done-before');
}

/** The same of one event alone. */
export async function receiveEvent(store: Store, svixId: string, body: string, now: Date): Promise<Applying> {
  const [applying = 'done-before'] = await receiveEvents(store, [{ svixId, body }], now);
  return applying;
}
