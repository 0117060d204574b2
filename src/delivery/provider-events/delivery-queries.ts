import { type GivenColumns, givenRows } from '#store/given-rows.ts';
import type { Store } from '#store/open-store.ts';
import { closeBatch } from '../batch-queries.ts';
import { isMailAmong } from '../email-id-lookup.ts';
import { joinedDeliveries } from '../joined-deliveries.ts';
import type { DeliveryStatus } from './delivery-status.ts';
import type { Candidate } from './find-delivery.ts';
import type { StandingDelivery } from './plan-changes.ts';

/** How many earlier deliveries of a reader are looked at for bounces in a row. */
export const OLDER_MOST = 10;

export type DeliveryName = { issueId: number; subscriberId: number };

/** A delivery with its batch, its issue and its reader: all that is asked about it. */
export type FoundDelivery = Candidate & StandingDelivery & { problem: string | null };

type NameRow = { issue_id: number; subscriber_id: number };
export const NAME_COLUMNS: GivenColumns<NameRow> = { issue_id: 'integer', subscriber_id: 'integer' };

export function nameRow({ issueId, subscriberId }: DeliveryName): NameRow {
  return { issue_id: issueId, subscriber_id: subscriberId };
}

function deliveries(store: Store) {
  return joinedDeliveries(store)
    .select(['deliveries.issue_id', 'deliveries.subscriber_id', 'deliveries.email_id', 'deliveries.outcome'])
    .select(['deliveries.event', 'deliveries.problem', 'issues.name', 'subscribers.address'])
    .select(['batches.state', 'batches.round']);
}

type Row = Awaited<ReturnType<ReturnType<typeof deliveries>['executeTakeFirstOrThrow']>>;

function found(row: Row): FoundDelivery {
  return {
    issueId: row.issue_id,
    subscriberId: row.subscriber_id,
    emailId: row.email_id,
    issueName: row.name,
    address: row.address ?? undefined,
    outcome: row.outcome,
    event: row.event,
    problem: row.problem,
    batch: { state: row.state, round: row.round },
  };
}

export async function deliveriesByName(store: Store, names: readonly DeliveryName[]): Promise<FoundDelivery[]> {
  if (names.length === 0) return [];
  const named = givenRows(store, NAME_COLUMNS, names.map(nameRow)).as('named');
  const rows = await deliveries(store)
    .innerJoin(named, (join) =>
      join
        .onRef('deliveries.issue_id', '=', 'named.issue_id')
        .onRef('deliveries.subscriber_id', '=', 'named.subscriber_id'),
    )
    .execute();
  return rows.map(found);
}

export async function deliveriesByEmailId(store: Store, emailIds: readonly string[]): Promise<FoundDelivery[]> {
  if (emailIds.length === 0) return [];
  return (await deliveries(store).where(isMailAmong(store, emailIds)).execute()).map(found);
}

export type AcceptedDelivery = DeliveryName & { event: DeliveryStatus };

/**
 * What was accepted for the readers of some deliveries: all that is newer than each of them, and of what is older as much as
 * may belong to a row of bounces, so that a long history costs no more than a short one.
 */
export async function acceptedAround(store: Store, names: readonly DeliveryName[]): Promise<AcceptedDelivery[]> {
  if (names.length === 0) return [];
  const named = givenRows(store, NAME_COLUMNS, names.map(nameRow)).as('named');
  const rows = await store
    .selectFrom(named)
    .innerJoin('deliveries', 'deliveries.subscriber_id', 'named.subscriber_id')
    .select(['deliveries.issue_id', 'deliveries.subscriber_id', 'deliveries.event'])
    .where('deliveries.outcome', '=', 'accepted')
    .where(({ eb, fn, lit, selectFrom }) => {
      const older = selectFrom('deliveries as older')
        .select('older.issue_id')
        .whereRef('older.subscriber_id', '=', 'named.subscriber_id')
        .whereRef('older.issue_id', '<', 'named.issue_id')
        .where('older.outcome', '=', 'accepted')
        .orderBy('older.issue_id', 'desc')
        .limit(1);
      const newestThatArrived = older.where('older.event', 'in', ['delivered', 'complained']);
      return eb('deliveries.issue_id', '>=', fn.coalesce(newestThatArrived, older.offset(OLDER_MOST - 1), lit(0)));
    })
    .execute();
  return rows.map(({ issue_id, subscriber_id, event }) => ({ issueId: issue_id, subscriberId: subscriber_id, event }));
}

type DeliveryRow = NameRow & Pick<Row, 'outcome' | 'event' | 'email_id' | 'problem'>;

const DELIVERY_COLUMNS: GivenColumns<DeliveryRow> = {
  ...NAME_COLUMNS,
  outcome: 'text',
  event: 'text',
  email_id: 'text',
  problem: 'text',
};

/** Writes deliveries down as they are now. */
export async function writeDeliveries(store: Store, changed: readonly FoundDelivery[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ outcome, event, problem, emailId, ...name }) => ({
    ...nameRow(name),
    outcome,
    event,
    email_id: emailId,
    problem,
  }));
  await store
    .updateTable('deliveries')
    .from(givenRows(store, DELIVERY_COLUMNS, rows).as('given'))
    .set(({ ref }) => ({
      outcome: ref('given.outcome'),
      event: ref('given.event'),
      email_id: ref('given.email_id'),
      problem: ref('given.problem'),
    }))
    .whereRef('deliveries.issue_id', '=', 'given.issue_id')
    .whereRef('deliveries.subscriber_id', '=', 'given.subscriber_id')
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
