import type { Store } from '#store/open-store.ts';
import type { Address } from './address.ts';
import { erasedAddressHash } from './erased-address.ts';
import { eraseSubscriber, type Subscriber } from './subscriber-queries.ts';

/** What a reader chooses about their issues; null categories are all of them, a null day is no pause. */
export type Preferences = { name: string | null; categories: readonly string[] | null; pausedUntil: string | null };

export async function savePreferences(store: Store, subscriberId: number, chosen: Preferences): Promise<void> {
  const categories = chosen.categories === null ? null : JSON.stringify(chosen.categories);
  await store
    .updateTable('subscribers')
    .set({ name: chosen.name, categories, paused_until: chosen.pausedUntil })
    .where('id', '=', subscriberId)
    .execute();
}

/** Everything kept about one reader, consent included (GDPR, Articles 15 and 20). */
export async function dataOfReader(store: Store, subscriber: Subscriber): Promise<object> {
  const [votes, deliveries, signUps] = await Promise.all([
    store
      .selectFrom('votes')
      .select(['tool', 'choice', 'voted_at'])
      .where('subscriber_id', '=', subscriber.id)
      .orderBy('tool')
      .execute(),
    store
      .selectFrom('deliveries')
      .innerJoin('issues', 'issues.id', 'deliveries.issue_id')
      .select(['issues.name', 'deliveries.outcome', 'deliveries.event'])
      .where('subscriber_id', '=', subscriber.id)
      .orderBy('issues.name')
      .execute(),
    store
      .selectFrom('sign_ups')
      .select(['created_at', 'page', 'state', 'votes'])
      .where('address_key', '=', subscriber.address_key)
      .orderBy('id')
      .execute(),
  ]);
  return { subscriber, votes, deliveries, signUps };
}

/** Erases a reader at their own wish (GDPR, Article 17). */
export function eraseReader(store: Store, secret: string, subscriber: Subscriber, now: Date): Promise<void> {
  const hash = erasedAddressHash(secret, subscriber.address as Address);
  return eraseSubscriber(store, subscriber.id, hash, now.toISOString());
}
