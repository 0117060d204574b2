import type { Store } from '#store/open-store.ts';
import { type Applying, applyEvent } from './apply-event.ts';
import { keepEvent } from './inbox-queries.ts';
import { readProviderEvent } from './provider-event.ts';

/** Keeps a genuine event and works on it. Once it is kept nothing is lost: what cannot be done now is done by the job. */
export async function receiveEvent(store: Store, svixId: string, body: string, now: Date): Promise<Applying> {
  const { type, event } = readProviderEvent(body);
  await keepEvent(store, { svixId, type, emailId: event?.emailId, body }, now);
  return applyEvent(store, svixId, now);
}
