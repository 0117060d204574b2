import type { Store } from '#store/open-store.ts';
import { recipientsFromText } from '../batch.ts';
import { closeBatch } from '../batch-queries.ts';
import type { DeliveryName } from '../provider-events/delivery-queries.ts';
import type { OpenDelivery } from './proof.ts';

/** Which of these mails the database knows already, by the provider's ids. */
export async function knownEmailIds(store: Store, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await store.selectFrom('deliveries').select('email_id').where('email_id', 'in', ids).execute();
  return new Set(rows.flatMap(({ email_id }) => email_id ?? []));
}

function openDeliveries(store: Store, issueId: number) {
  return store
    .selectFrom('deliveries')
    .where('deliveries.issue_id', '=', issueId)
    .where(({ eb, or }) => or([eb('deliveries.outcome', 'is', null), eb('deliveries.outcome', '=', 'unknown')]));
}

/** A delivery that waits or is unknown; undefined when it is settled or there is none. A mail that was tried went to the frozen address. */
export async function openDelivery(
  store: Store,
  { issueId, subscriberId }: DeliveryName,
): Promise<OpenDelivery | undefined> {
  const row = await openDeliveries(store, issueId)
    .innerJoin('issues', 'issues.id', 'deliveries.issue_id')
    .innerJoin('batches', (join) =>
      join
        .onRef('batches.issue_id', '=', 'deliveries.issue_id')
        .onRef('batches.number', '=', 'deliveries.batch_number'),
    )
    .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
    .select(['issues.name', 'subscribers.address', 'batches.recipients'])
    .where('deliveries.subscriber_id', '=', subscriberId)
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
    .where(({ eb, or }) => or([eb('outcome', 'is', null), eb('outcome', '=', 'unknown')]))
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

/** When a batch of an issue was first attempted last, as far as the database knows. */
export async function lastAttempt(store: Store, issueId: number): Promise<Date | undefined> {
  const { last } = await store
    .selectFrom('batches')
    .select(({ fn }) => fn.max('first_attempt_at').as('last'))
    .where('issue_id', '=', issueId)
    .executeTakeFirstOrThrow();
  return last === null ? undefined : new Date(last);
}

/** Whether a batch waits, or will be set back to waiting because nothing of it is known to have been accepted. */
export async function mayLeaveUnderNewKey(store: Store, issueId: number): Promise<boolean> {
  const row = await store
    .selectFrom('batches')
    .select('number')
    .where('issue_id', '=', issueId)
    .where(({ eb, and, or }) =>
      or([eb('state', '=', 'waiting'), and([eb('state', '=', 'attempted'), eb('unanswered', '=', 0)])]),
    )
    .executeTakeFirst();
  return row !== undefined;
}
