import type { Selectable } from 'kysely';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Store } from '#store/open-store.ts';

export type KeptEvent = Selectable<DatabaseSchema['provider_events']>;

export type ReceivedEvent = { svixId: string; type: string; emailId: string | undefined; body: string };

/** Keeps an event before anything is done about it. A repetition is the same row: the first one stays as it is. */
export async function keepEvent(
  store: Store,
  { svixId, type, emailId, body }: ReceivedEvent,
  now: Date,
): Promise<void> {
  await store
    .insertInto('provider_events')
    .values({
      svix_id: svixId,
      type,
      body,
      state: 'waiting',
      received_at: now.toISOString(),
      email_id: emailId ?? null,
    })
    .onConflict((conflict) => conflict.column('svix_id').doNothing())
    .execute();
}

/** An event that is still to be worked on; undefined when that was done already. */
export async function openEvent(store: Store, svixId: string): Promise<KeptEvent | undefined> {
  return store
    .selectFrom('provider_events')
    .selectAll()
    .where('svix_id', '=', svixId)
    .where('state', 'in', ['waiting', 'parked'])
    .executeTakeFirst();
}

export type EventMark = Pick<KeptEvent, 'state'> &
  Partial<Pick<KeptEvent, 'issue_id' | 'subscriber_id' | 'problem' | 'happened_at' | 'link'>>;

/** Writes down what became of an event. One that stays open counts a try, so that it stands behind the others next time. */
export async function markEvent(store: Store, svixId: string, mark: EventMark): Promise<void> {
  const stays = mark.state === 'waiting' || mark.state === 'parked' ? 1 : 0;
  await store
    .updateTable('provider_events')
    .set((set) => ({ ...mark, tries: set('tries', '+', stays) }))
    .where('svix_id', '=', svixId)
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
        exists(
          selectFrom('deliveries')
            .select('deliveries.issue_id')
            .whereRef('deliveries.email_id', '=', 'provider_events.email_id'),
        ),
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

/**
 * Empties the bodies of events that were worked on and received before an instant, and of those about erased readers: they
 * hold addresses and where clicks came from. What they meant stays in the other columns.
 */
export async function forgetBodies(store: Store, before: Date): Promise<number> {
  const result = await store
    .updateTable('provider_events')
    .set({ body: '' })
    .where('body', '!=', '')
    .where(({ and, eb, exists, not, or, selectFrom }) => {
      const reader = selectFrom('subscribers').select('id').whereRef('id', '=', 'provider_events.subscriber_id');
      const isOld = and([eb('state', 'in', ['applied', 'ignored']), eb('received_at', '<', before.toISOString())]);
      return or([isOld, and([eb('subscriber_id', 'is not', null), not(exists(reader))])]);
    })
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
