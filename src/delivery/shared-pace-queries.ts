import { sql } from 'kysely';
import type { Store } from '#store/open-store.ts';
import type { RateLimit } from './answer.ts';
import { CAREFUL_CALLS_PER_SECOND } from './pace.ts';
import type { Pacer } from './pacer.ts';

/** The provider's limit is the account's: one line for all machines, kept by the database's clock, as theirs may differ. */
const NOW_MS = sql<number>`extract(epoch from clock_timestamp()) * 1000`;

async function takeSharedPlace(store: Store, account: string): Promise<number> {
  const spacing = 1000 / CAREFUL_CALLS_PER_SECOND;
  const { rows } = await sql<{ wait_ms: number }>`
    insert into paces (account, spacing_ms, next_call_at_ms) values (${account}, ${spacing}, ${NOW_MS} + ${spacing})
    on conflict (account) do update
      set next_call_at_ms = greatest(paces.next_call_at_ms, ${NOW_MS}) + paces.spacing_ms
    returning next_call_at_ms - spacing_ms - ${NOW_MS} as wait_ms`.execute(store);
  return Math.max(0, Number(rows[0]?.wait_ms ?? 0));
}

/** Nobody's place is taken away; once nothing remains, the line stands still until the reset. */
async function hearShared(store: Store, account: string, { limit, remaining, resetSeconds }: RateLimit): Promise<void> {
  const pause = remaining > 0 ? 0 : resetSeconds * 1000;
  await sql`
    update paces set
      spacing_ms = ${1000 / limit},
      next_call_at_ms = greatest(next_call_at_ms, cast(${pause} as double precision) + ${pause > 0 ? NOW_MS : sql`0`})
    where account = ${account}`.execute(store);
}

/** The pace of calls of every machine on one PostgreSQL database. */
export function pacerOfAllMachines(store: Store, account: string): Pacer {
  return {
    place: () => takeSharedPlace(store, account),
    heard: async (rate) => {
      if (rate) await hearShared(store, account, rate);
    },
  };
}
