import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Store } from '#store/open-store.ts';

type Deliveries = ExpressionBuilder<DatabaseSchema, 'deliveries'>;
type Condition = (eb: Deliveries) => ExpressionWrapper<DatabaseSchema, 'deliveries', SqlBool>;
type Event = DatabaseSchema['deliveries']['event'];
type Outcome = DatabaseSchema['deliveries']['outcome'];
type Reaction = 'email.opened' | 'email.clicked';

const withOutcome =
  (outcome: Outcome): Condition =>
  (eb) =>
    eb('outcome', outcome === null ? 'is' : '=', outcome);

const accepted =
  (event: Event): Condition =>
  (eb) =>
    eb.and([eb('outcome', '=', 'accepted'), eb('event', event === null ? 'is' : '=', event)]);

/** The events of a delivery that were worked on. */
function eventsOf({ selectFrom }: Deliveries) {
  return selectFrom('provider_events')
    .whereRef('provider_events.issue_id', '=', 'deliveries.issue_id')
    .whereRef('provider_events.subscriber_id', '=', 'deliveries.subscriber_id')
    .where('provider_events.state', '=', 'applied');
}

function reactionsOf(eb: Deliveries, type: Reaction) {
  return eventsOf(eb).select('provider_events.svix_id').where('provider_events.type', '=', type);
}

const byPeople =
  (type: Reaction): Condition =>
  (eb) =>
    eb.and([eb.exists(reactionsOf(eb, type).where('provider_events.machine', 'is', null))]);

const byMachinesOnly =
  (type: Reaction): Condition =>
  (eb) =>
    eb.and([eb.exists(reactionsOf(eb, type)), eb.not(byPeople(type)(eb))]);

const leftByItsLink: Condition = (eb) =>
  eb.and([
    eb.exists(
      eb
        .selectFrom('subscribers')
        .select('subscribers.id')
        .whereRef('subscribers.id', '=', 'deliveries.subscriber_id')
        .whereRef('subscribers.left_issue_id', '=', 'deliveries.issue_id'),
    ),
  ]);

/** Every figure of an issue with the deliveries it counts, in the order a report shows them in. */
const conditions = {
  audience: (eb) => eb.and([]),
  accepted: withOutcome('accepted'),
  delivered: accepted('delivered'),
  bounced: accepted('bounced'),
  complained: accepted('complained'),
  'suppressed-later': accepted('suppressed'),
  'on-its-way': accepted(null),
  rejected: withOutcome('rejected'),
  suppressed: withOutcome('suppressed'),
  'unsubscribed-meanwhile': withOutcome('unsubscribed'),
  unknown: withOutcome('unknown'),
  waiting: withOutcome(null),
  opened: byPeople('email.opened'),
  'opened-by-machines-only': byMachinesOnly('email.opened'),
  clicked: byPeople('email.clicked'),
  'clicked-by-machines-only': byMachinesOnly('email.clicked'),
  left: leftByItsLink,
} as const satisfies Record<string, Condition>;

export type FigureName = keyof typeof conditions;

export const figureNames = Object.keys(conditions) as FigureName[];

/** A reader behind a figure; one who was erased has no address and no status any more. */
export type ReaderBehind = {
  address: string | null;
  status: DatabaseSchema['subscribers']['status'] | null;
  outcome: Outcome;
  event: Event;
  problem: string | null;
  /** When what the figure counts happened, as far as it was heard of. */
  happenedAt: string | null;
  batch: number;
  subscriber: number;
};

function deliveriesBehind(store: Store, issueId: number, figure: FigureName) {
  return store.selectFrom('deliveries').where('deliveries.issue_id', '=', issueId).where(conditions[figure]);
}

const REACTIONS: Partial<Record<FigureName, Reaction>> = {
  opened: 'email.opened',
  'opened-by-machines-only': 'email.opened',
  clicked: 'email.clicked',
  'clicked-by-machines-only': 'email.clicked',
};

/** A first open or click, the leaving, or what the provider said last of the delivery; until then when it was handed over. */
function happenedAt(eb: Deliveries, figure: FigureName) {
  if (figure === 'left') return sql<string | null>`subscribers.status_changed_at`;
  const type = REACTIONS[figure] ?? sql<string>`'email.' || ${eb.ref('deliveries.event')}`;
  const first = eventsOf(eb)
    .where('provider_events.type', '=', type)
    .select((event) => event.fn.min(event.fn.coalesce('happened_at', 'received_at')).as('at'));
  return sql<string | null>`coalesce(${first}, batches.first_attempt_at)`;
}

function readersBehind(store: Store, issueId: number, figure: FigureName) {
  return deliveriesBehind(store, issueId, figure)
    .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
    .innerJoin('batches', (join) =>
      join
        .onRef('batches.issue_id', '=', 'deliveries.issue_id')
        .onRef('batches.number', '=', 'deliveries.batch_number'),
    )
    .select(['subscribers.address', 'subscribers.status', 'deliveries.outcome', 'deliveries.event'])
    .select(['deliveries.problem', 'deliveries.batch_number as batch', 'deliveries.subscriber_id as subscriber'])
    .select((eb) => happenedAt(eb as unknown as Deliveries, figure).as('happenedAt'))
    .orderBy('deliveries.batch_number')
    .orderBy('deliveries.subscriber_id');
}

export async function countBehind(store: Store, issueId: number, figure: FigureName): Promise<number> {
  const { count } = await deliveriesBehind(store, issueId, figure)
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

type Page = { offset: number; limit: number };

/** Some of the readers behind a figure, in the order of their batches. */
export async function someBehind(
  store: Store,
  issueId: number,
  figure: FigureName,
  { offset, limit }: Page,
): Promise<ReaderBehind[]> {
  return readersBehind(store, issueId, figure).offset(offset).limit(limit).execute();
}

/** All of them, read a page at a time: the database is free between two pages, however slowly they are taken. */
export async function* allBehind(
  store: Store,
  issueId: number,
  figure: FigureName,
  pageSize = 1000,
): AsyncGenerator<ReaderBehind> {
  let last: ReaderBehind | undefined;
  do {
    const { batch, subscriber } = last ?? { batch: 0, subscriber: 0 };
    const page: ReaderBehind[] = await readersBehind(store, issueId, figure)
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('deliveries.batch_number', 'deliveries.subscriber_id'), '>', tuple(batch, subscriber)),
      )
      .limit(pageSize)
      .execute();
    yield* page;
    last = page.length < pageSize ? undefined : page.at(-1);
  } while (last);
}
