import type { Selectable } from 'kysely';
import type { DatabaseSchema } from '#store/database-schema.ts';
import { type GivenColumns, givenRows } from '#store/given-rows.ts';
import type { Store } from '#store/open-store.ts';
import { isMailOfEvent } from '../email-id-lookup.ts';
import { type DeliveryName, NAME_COLUMNS, nameRow } from './delivery-queries.ts';

export type KeptEvent = Selectable<DatabaseSchema['provider_events']>;

export type ReceivedEvent = { svixId: string; type: string; emailId: string | undefined; body: string };

type ReceivedRow = Pick<KeptEvent, 'svix_id' | 'type' | 'body' | 'state' | 'received_at' | 'email_id'>;

const RECEIVED_COLUMNS: GivenColumns<ReceivedRow> = {
  svix_id: 'text',
  type: 'text',
  body: 'text',
  state: 'text',
  received_at: 'text',
  email_id: 'text',
};

/** Keeps events before anything is done about them, all or none. A repetition is the same row: the first one stays as it is. */
export async function keepEvents(store: Store, events: readonly ReceivedEvent[], now: Date): Promise<void> {
  const received_at = now.toISOString();
  const rows = events.map(
    ({ svixId, type, body, emailId = null }): ReceivedRow => ({
      svix_id: svixId,
      type,
      body,
      state: 'waiting',
      received_at,
      email_id: emailId,
    }),
  );
  const columns = Object.keys(RECEIVED_COLUMNS) as (keyof ReceivedRow)[];
  await store
    .insertInto('provider_events')
    .columns(columns)
    .expression(({ selectFrom }) =>
      selectFrom(givenRows(store, RECEIVED_COLUMNS, rows).as('given'))
        .select(columns)
        // Without a condition SQLite would read the conflict as that of a join.
        .where('svix_id', 'is not', null),
    )
    .onConflict((conflict) => conflict.column('svix_id').doNothing())
    .execute();
}

/** Those of some events that are still to be worked on, in the order asked for. */
export async function openEvents(
  store: Store,
  svixIds: readonly string[],
): Promise<Pick<KeptEvent, 'svix_id' | 'body'>[]> {
  const ids = svixIds.map((svix_id) => ({ svix_id }));
  const asked = givenRows(store, { svix_id: 'text' }, ids).as('asked');
  // The state is looked at here: asked about it, a database would go through all events that are parked.
  const rows = await store
    .selectFrom('provider_events')
    .select(['svix_id', 'body', 'state'])
    .where('svix_id', 'in', (from) => from.selectFrom(asked).select('asked.svix_id'))
    .execute();
  const open = rows.filter(({ state }) => state === 'waiting' || state === 'parked');
  const byId = new Map(open.map((row) => [row.svix_id, row]));
  return [...new Set(svixIds)].flatMap((svixId) => byId.get(svixId) ?? []);
}

export type EventMark = Pick<KeptEvent, 'state' | 'problem'> &
  Partial<Pick<KeptEvent, 'issue_id' | 'subscriber_id' | 'happened_at' | 'link'>>;

type MarkRow = Required<EventMark> & { svix_id: string; tries: number };

const MARK_COLUMNS: GivenColumns<MarkRow> = {
  svix_id: 'text',
  state: 'text',
  tries: 'integer',
  problem: 'text',
  issue_id: 'integer',
  subscriber_id: 'integer',
  happened_at: 'text',
  link: 'text',
};

/** Those that stay open count a try, so that they stand behind the others next time. */
function markRow(svix_id: string, mark: EventMark): MarkRow {
  const tries = mark.state === 'waiting' || mark.state === 'parked' ? 1 : 0;
  const { issue_id = null, subscriber_id = null, happened_at = null, link = null } = mark;
  return { svix_id, state: mark.state, problem: mark.problem, tries, issue_id, subscriber_id, happened_at, link };
}

/** Writes down what became of events that are kept. */
export async function markEvents(store: Store, marked: readonly { svix_id: string; mark: EventMark }[]): Promise<void> {
  if (marked.length === 0) return;
  const rows = marked.map(({ svix_id, mark }) => markRow(svix_id, mark));
  await store
    .updateTable('provider_events')
    .from(givenRows(store, MARK_COLUMNS, rows).as('given'))
    .set(({ eb, ref }) => ({
      state: ref('given.state'),
      tries: eb('provider_events.tries', '+', ref('given.tries')),
      problem: ref('given.problem'),
      issue_id: ref('given.issue_id'),
      subscriber_id: ref('given.subscriber_id'),
      happened_at: ref('given.happened_at'),
      link: ref('given.link'),
    }))
    .whereRef('provider_events.svix_id', '=', 'given.svix_id')
    .execute();
}

/** Whether any of some events was kept before. */
export async function isAnyKept(store: Store, svixIds: readonly string[]): Promise<boolean> {
  const ids = svixIds.map((svix_id) => ({ svix_id }));
  const asked = givenRows(store, { svix_id: 'text' }, ids).as('asked');
  const kept = await store
    .selectFrom('provider_events')
    .select('svix_id')
    .where('svix_id', 'in', (from) => from.selectFrom(asked).select('asked.svix_id'))
    .limit(1)
    .executeTakeFirst();
  return kept !== undefined;
}

/** Keeps events that were not kept before, together with what became of them. One that somebody else was quicker to keep is an error. */
export async function keepMarked(
  store: Store,
  events: readonly (ReceivedEvent & { mark: EventMark })[],
  now: Date,
): Promise<void> {
  const received_at = now.toISOString();
  const rows = events.map(({ svixId, type, body, emailId = null, mark }) => ({
    ...markRow(svixId, mark),
    type,
    body,
    received_at,
    email_id: emailId,
  }));
  const columns = { ...RECEIVED_COLUMNS, ...MARK_COLUMNS };
  const names = Object.keys(columns) as (keyof typeof columns)[];
  await store
    .insertInto('provider_events')
    .columns(names)
    .expression(({ selectFrom }) => selectFrom(givenRows(store, columns, rows).as('given')).select(names))
    .execute();
}

/** Leaves an event open that could not be worked on, with the reason; that counts as a try. */
export async function markFailed(store: Store, svixId: string, problem: string): Promise<void> {
  await store
    .updateTable('provider_events')
    .set((set) => ({ state: 'waiting', problem, tries: set('tries', '+', 1) }))
    .where('svix_id', '=', svixId)
    .execute();
}

/** A scanner may click more; these are enough to know it by. */
const REACTIONS_MOST = 200;

export type KeptReaction = Pick<KeptEvent, 'svix_id' | 'body' | 'machine'> & {
  issue_id: number;
  subscriber_id: number;
};

/** The arrivals, opens and clicks of some deliveries in the order they came; none of those that were neither opened nor clicked. */
export async function keptReactions(store: Store, deliveries: readonly DeliveryName[]): Promise<KeptReaction[]> {
  if (deliveries.length === 0) return [];
  const named = givenRows(store, NAME_COLUMNS, deliveries.map(nameRow));
  const reacted = store
    .selectFrom(named.as('named'))
    .select(['named.issue_id', 'named.subscriber_id'])
    .distinct()
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('provider_events as reaction')
          .select('reaction.svix_id')
          .whereRef('reaction.issue_id', '=', 'named.issue_id')
          .whereRef('reaction.subscriber_id', '=', 'named.subscriber_id')
          .where('reaction.type', 'in', ['email.opened', 'email.clicked']),
      ),
    );
  const numbered = store
    .selectFrom(reacted.as('reacted'))
    .innerJoin('provider_events as told', (join) =>
      join.onRef('told.issue_id', '=', 'reacted.issue_id').onRef('told.subscriber_id', '=', 'reacted.subscriber_id'),
    )
    .select(['reacted.issue_id', 'reacted.subscriber_id', 'told.svix_id', 'told.body', 'told.machine'])
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((over) => over.partitionBy(['told.issue_id', 'told.subscriber_id']).orderBy('told.received_at'))
        .as('place'),
    )
    .where('told.type', 'in', ['email.delivered', 'email.opened', 'email.clicked']);
  return store
    .selectFrom(numbered.as('numbered'))
    .select(['issue_id', 'subscriber_id', 'svix_id', 'body', 'machine'])
    .where('place', '<=', REACTIONS_MOST)
    .orderBy('place')
    .execute();
}

export type MachineMark = Pick<KeptEvent, 'svix_id' | 'machine'>;

/** Writes down which opens and clicks are thought to be a machine's, and why. */
export async function writeMachines(store: Store, marks: readonly MachineMark[]): Promise<void> {
  if (marks.length === 0) return;
  const columns: GivenColumns<MachineMark> = { svix_id: 'text', machine: 'text' };
  await store
    .updateTable('provider_events')
    .from(givenRows(store, columns, marks).as('given'))
    .set(({ ref }) => ({ machine: ref('given.machine') }))
    .whereRef('provider_events.svix_id', '=', 'given.svix_id')
    .execute();
}

async function idsOf(rows: Promise<{ svix_id: string }[]>): Promise<string[]> {
  return (await rows).map(({ svix_id }) => svix_id);
}

/** Open events worth another look: those never worked on, parked ones whose mail is known by now, and some of the rest in turn. */
export async function eventsToWorkOn(store: Store, limit: number): Promise<string[]> {
  const open = store.selectFrom('provider_events').select('svix_id');
  const inTurn = open.orderBy('tries').orderBy('received_at');
  const waiting = await idsOf(inTurn.where('state', '=', 'waiting').limit(limit).execute());
  const known = await idsOf(
    open
      .where('state', '=', 'parked')
      .where(({ exists, selectFrom }) =>
        exists(selectFrom('deliveries').select('deliveries.issue_id').where(isMailOfEvent)),
      )
      .limit(limit)
      .execute(),
  );
  const parked = await idsOf(
    inTurn
      .where('state', '=', 'parked')
      .limit(Math.ceil(limit / 5))
      .execute(),
  );
  return [...new Set([...waiting, ...known, ...parked])];
}

/** Gives up on events that were worked on in vain since before an instant; they are kept with their reason. */
export async function giveUpOnEventsBefore(store: Store, before: Date): Promise<number> {
  const result = await store
    .updateTable('provider_events')
    .set({ state: 'ignored' })
    .where('state', 'in', ['waiting', 'parked'])
    .where('tries', '>', 0)
    .where('received_at', '<', before.toISOString())
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
