import type { Store } from '#store/open-store.ts';
import { closeBatch } from '../batch-queries.ts';
import type { Candidate } from './find-delivery.ts';
import type { Changes, StandingDelivery, StandingReader } from './plan-changes.ts';

/** How many earlier deliveries of a reader are looked at for bounces in a row. */
const OLDER_MOST = 10;

export type DeliveryName = { issueId: number; subscriberId: number };

/** A delivery with its batch, its issue and its reader: all that is asked about it. */
export type FoundDelivery = Candidate & StandingDelivery;

function deliveries(store: Store) {
  return store
    .selectFrom('deliveries')
    .innerJoin('issues', 'issues.id', 'deliveries.issue_id')
    .innerJoin('batches', (join) =>
      join
        .onRef('batches.issue_id', '=', 'deliveries.issue_id')
        .onRef('batches.number', '=', 'deliveries.batch_number'),
    )
    .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
    .select(['deliveries.issue_id', 'deliveries.subscriber_id', 'deliveries.email_id', 'deliveries.outcome'])
    .select(['deliveries.event', 'issues.name', 'subscribers.address', 'batches.state', 'batches.round']);
}

type Row = Awaited<ReturnType<ReturnType<typeof deliveries>['executeTakeFirstOrThrow']>>;

function found(row: Row | undefined): FoundDelivery | undefined {
  return (
    row && {
      issueId: row.issue_id,
      subscriberId: row.subscriber_id,
      emailId: row.email_id,
      issueName: row.name,
      address: row.address ?? undefined,
      outcome: row.outcome,
      event: row.event,
      batch: { state: row.state, round: row.round },
    }
  );
}

export async function deliveryByName(store: Store, { issueId, subscriberId }: DeliveryName) {
  const query = deliveries(store)
    .where('deliveries.issue_id', '=', issueId)
    .where('deliveries.subscriber_id', '=', subscriberId);
  return found(await query.executeTakeFirst());
}

export async function deliveryByEmailId(store: Store, emailId: string) {
  return found(await deliveries(store).where('deliveries.email_id', '=', emailId).executeTakeFirst());
}

/** The reader of a delivery with the statuses of the other accepted deliveries, newest first; undefined when erased. */
export async function standingReader(store: Store, name: DeliveryName): Promise<StandingReader | undefined> {
  const reader = await store
    .selectFrom('subscribers')
    .select(['status', 'status_reason', 'suppressed_for', 'soft_bounces'])
    .where('id', '=', name.subscriberId)
    .executeTakeFirst();
  if (!reader) return undefined;
  const accepted = store
    .selectFrom('deliveries')
    .select(['event'])
    .where('subscriber_id', '=', name.subscriberId)
    .where('outcome', '=', 'accepted');
  const newer = await accepted.where('issue_id', '>', name.issueId).orderBy('issue_id', 'desc').execute();
  const older = await accepted
    .where('issue_id', '<', name.issueId)
    .orderBy('issue_id', 'desc')
    .limit(OLDER_MOST)
    .execute();
  return { ...reader, newer: newer.map(({ event }) => event), older: older.map(({ event }) => event) };
}

/** Writes what a plan says; what it leaves out stays. */
export async function writeChanges(store: Store, name: DeliveryName, changes: Changes, now: Date): Promise<void> {
  if (Object.keys(changes.delivery).length > 0)
    await store
      .updateTable('deliveries')
      .set(changes.delivery)
      .where('issue_id', '=', name.issueId)
      .where('subscriber_id', '=', name.subscriberId)
      .execute();
  const changedAt = changes.reader.status === undefined ? {} : { status_changed_at: now.toISOString() };
  if (Object.keys(changes.reader).length > 0)
    await store
      .updateTable('subscribers')
      .set({ ...changes.reader, ...changedAt })
      .where('id', '=', name.subscriberId)
      .execute();
}

/** Settles unknown batches none of whose deliveries is unknown any more. */
export async function settleProvenBatches(store: Store): Promise<void> {
  const proven = await store
    .selectFrom('batches')
    .select(['issue_id', 'number'])
    .where('state', '=', 'unknown')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveries')
            .select('deliveries.issue_id')
            .whereRef('deliveries.issue_id', '=', 'batches.issue_id')
            .whereRef('deliveries.batch_number', '=', 'batches.number')
            .where('deliveries.outcome', '=', 'unknown'),
        ),
      ),
    )
    .execute();
  for (const { issue_id: issueId, number } of proven) await closeBatch(store, { issueId, number });
}
