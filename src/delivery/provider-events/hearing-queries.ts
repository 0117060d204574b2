import type { Store } from '#store/open-store.ts';
import type { Hearing } from './silence-alarm.ts';

async function deliveriesByEvent(store: Store, issueId: number) {
  const rows = await store
    .selectFrom('deliveries')
    .select(({ fn }) => ['event', fn.countAll<number | bigint>().as('count')])
    .where('issue_id', '=', issueId)
    .where('outcome', '=', 'accepted')
    .groupBy('event')
    .execute();
  const sum = (matches: (event: string | null) => boolean) =>
    rows.filter(({ event }) => matches(event)).reduce((total, { count }) => total + Number(count), 0);
  // Who complains got it.
  return {
    delivered: sum((event) => event === 'delivered' || event === 'complained'),
    onItsWay: sum((event) => event === null),
  };
}

/** What was heard of the mails of an issue. */
export async function hearingOfIssue(store: Store, issueId: number): Promise<Hearing> {
  const { name } = await store.selectFrom('issues').select('name').where('id', '=', issueId).executeTakeFirstOrThrow();
  const first = await store
    .selectFrom('batches')
    .innerJoin('deliveries', (join) =>
      join
        .onRef('deliveries.issue_id', '=', 'batches.issue_id')
        .onRef('deliveries.batch_number', '=', 'batches.number'),
    )
    .select(({ fn }) => fn.min('batches.first_attempt_at').as('at'))
    .where('batches.issue_id', '=', issueId)
    .where('deliveries.outcome', '=', 'accepted')
    .executeTakeFirst();
  const { count } = await store
    .selectFrom('provider_events')
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .where('issue_id', '=', issueId)
    .executeTakeFirstOrThrow();
  return {
    name,
    acceptedSince: first?.at == null ? undefined : new Date(first.at),
    ...(await deliveriesByEvent(store, issueId)),
    events: Number(count),
  };
}
