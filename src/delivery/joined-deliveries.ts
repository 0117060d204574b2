import type { Store } from '#store/open-store.ts';

/** Deliveries with their issue and their batch, and with their reader unless erased. */
export function joinedDeliveries(store: Store) {
  return store
    .selectFrom('deliveries')
    .innerJoin('issues', 'issues.id', 'deliveries.issue_id')
    .innerJoin('batches', (join) =>
      join
        .onRef('batches.issue_id', '=', 'deliveries.issue_id')
        .onRef('batches.number', '=', 'deliveries.batch_number'),
    )
    .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id');
}
