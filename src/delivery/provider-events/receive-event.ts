import type { Store } from '#store/open-store.ts';
import { type Applying, applyEvents } from './apply-events.ts';
import { keepEvents } from './inbox-queries.ts';
import { readProviderEvent } from './provider-event.ts';

/** A genuine event as it came in. */
export type IncomingEvent = { svixId: string; body: string };

/**
 * Keeps genuine events, all of them or none, and works on them. Once they are kept nothing is lost: what cannot be done now
 * is done by the job. Says what came of each, in their order.
 */
export async function receiveEvents(store: Store, incoming: readonly IncomingEvent[], now: Date): Promise<Applying[]> {
  const received = incoming.map(({ svixId, body }) => {
    const { type, event } = readProviderEvent(body);
    return { svixId, body, type, emailId: event?.emailId };
  });
  await keepEvents(store, received, now);
  const ids = [...new Set(incoming.map(({ svixId }) => svixId))];
  const results = await applyEvents(store, ids, now);
  return incoming.map(({ svixId }) => results.get(svixId) ?? 'done-before');
}

export async function receiveEvent(store: Store, svixId: string, body: string, now: Date): Promise<Applying> {
  const [applying = 'done-before'] = await receiveEvents(store, [{ svixId, body }], now);
  return applying;
}
