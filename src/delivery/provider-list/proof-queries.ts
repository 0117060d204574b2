import type { ExpressionBuilder } from 'kysely';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Store } from '#store/open-store.ts';
import { recipientsFromText } from '../batch.ts';
import { closeBatch } from '../batch-queries.ts';
import { isMailAmong } from '../email-id-lookup.ts';
import { joinedDeliveries } from '../joined-deliveries.ts';
import type { DeliveryName } from '../provider-events/delivery-queries.ts';
import type { OpenDelivery } from './proof.ts';

/** Which of these mails the database knows already, by the provider's ids. */
export async function knownEmailIds(store: Store, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await store.selectFrom('deliveries').select('email_id').where(isMailAmong(store, ids)).execute();
  return new Set(rows.flatMap(({ email_id }) => email_id ?? []));
}

/** It waits, or is unknown. */
function isOpen({ eb, or }: Pick<ExpressionBuilder<DatabaseSchema, 'deliveries'>, 'eb' | 'or'>) {
  return or([eb('deliveries.outcome', 'is', null), eb('deliveries.outcome', '=', 'unknown')]);
}

function openDeliveries(store: Store, issueId: number) {
  return store.selectFrom('deliveries').where('deliveries.issue_id', '=', issueId).where(isOpen);
}

/** A delivery that waits or is unknown; undefined when it is settled or there is none. A mail that was tried went to the frozen address. */
export async function openDelivery(
  store: Store,
  { issueId, subscriberId }: DeliveryName,
): Promise<OpenDelivery | undefined> {
  const row = await joinedDeliveries(store)
    .leftJoin('frozen_attempts', (join) =>
      join
        .onRef('frozen_attempts.issue_id', '=', 'deliveries.issue_id')
        .onRef('frozen_attempts.batch_number', '=', 'deliveries.batch_number'),
    )
    .select(['issues.name', 'subscribers.address', 'frozen_attempts.recipients'])
    .where('deliveries.issue_id', '=', issueId)
    .where('deliveries.subscriber_id', '=', subscriberId)
    .where(isOpen)
    .executeTakeFirst();
  if (!row) return undefined;
  const frozen = row.recipients === null ? [] : recipientsFromText(row.recipients);
  const tried = frozen.find((recipient) => recipient.subscriberId === subscriberId);
  const addresses = [tried?.address, row.address].flatMap((address) => address ?? []);
  return { issueId, issueName: row.name, subscriberId, addresses };
}

/** Counts a delivery as accepted that is proven to be. False when it was settled meanwhile. */
export async function markProven(
  store: Store,
  { issueId, subscriberId }: DeliveryName,
  emailId: string,
): Promise<boolean> {
  const result = await store
    .updateTable('deliveries')
    .set({ outcome: 'accepted', email_id: emailId, problem: null })
    .where('issue_id', '=', issueId)
    .where('subscriber_id', '=', subscriberId)
    .where(isOpen)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Closes attempted batches all of whose deliveries are settled. For an issue of which nothing is under way. */
export async function closeProvenAttempts(store: Store, issueId: number): Promise<void> {
  const open = openDeliveries(store, issueId).select('deliveries.batch_number');
  const proven = await store
    .selectFrom('batches')
    .select('number')
    .where('issue_id', '=', issueId)
    .where('state', '=', 'attempted')
    .where('number', 'not in', open)
    .execute();
  for (const { number } of proven) await closeBatch(store, { issueId, number });
}

/** Attempted batches of which somebody is proven to have been accepted and somebody is not. */
export async function attemptsProvenInPart(store: Store, issueId: number) {
  const open = openDeliveries(store, issueId).select('deliveries.batch_number');
  const accepted = store
    .selectFrom('deliveries')
    .select('batch_number')
    .where('issue_id', '=', issueId)
    .where('outcome', '=', 'accepted');
  const rows = await store
    .selectFrom('batches')
    .select(['number', 'round'])
    .where('issue_id', '=', issueId)
    .where('state', '=', 'attempted')
    .where('number', 'in', open)
    .where('number', 'in', accepted)
    .execute();
  return rows.map(({ number, round }) => ({ issueId, number, round }));
}
