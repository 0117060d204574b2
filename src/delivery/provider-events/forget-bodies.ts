import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Store } from '#store/open-store.ts';

/** Events looked at in one go; between two of them whatever else the process does has its turn. */
const PORTION = 1000;

async function lastOfPortion(store: Store, after: string): Promise<string | undefined> {
  const last = await store
    .selectFrom('provider_events')
    .select('svix_id')
    .where('svix_id', '>', after)
    .orderBy('svix_id')
    .limit(1)
    .offset(PORTION - 1)
    .executeTakeFirst();
  return last?.svix_id;
}

async function forgetPortion(store: Store, before: Date, after: string, last: string | undefined): Promise<number> {
  const portion = store.updateTable('provider_events').set({ body: '' }).where('svix_id', '>', after);
  const result = await (last === undefined ? portion : portion.where('svix_id', '<=', last))
    .where('body', '!=', '')
    .where(({ and, eb, exists, not, or, selectFrom }) => {
      const reader = selectFrom('subscribers').select('id').whereRef('id', '=', 'provider_events.subscriber_id');
      const isOld = and([eb('state', 'in', ['applied', 'ignored']), eb('received_at', '<', before.toISOString())]);
      return or([isOld, and([eb('subscriber_id', 'is not', null), not(exists(reader))])]);
    })
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/**
 * Empties the bodies of events that were worked on and received before an instant, and of those about erased readers: they
 * hold addresses and where clicks came from. What they meant stays in the other columns.
 */
export async function forgetBodies(store: Store, before: Date): Promise<number> {
  let forgotten = 0;
  for (let after: string | undefined = ''; after !== undefined; ) {
    const last = await lastOfPortion(store, after);
    forgotten += await forgetPortion(store, before, after, last);
    after = last;
    await othersFirst();
  }
  return forgotten;
}
