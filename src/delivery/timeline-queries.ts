import { sql } from 'kysely';
import type { Store } from '#store/open-store.ts';

const HOUR_MS = 3_600_000;

/** What is told of a delivery; opens and clicks by people and by machines apart. */
const TOLD = {
  delivered: { type: 'email.delivered', byMachine: 0 },
  bounced: { type: 'email.bounced', byMachine: 0 },
  complained: { type: 'email.complained', byMachine: 0 },
  opened: { type: 'email.opened', byMachine: 0 },
  'opened-by-machines': { type: 'email.opened', byMachine: 1 },
  clicked: { type: 'email.clicked', byMachine: 0 },
  'clicked-by-machines': { type: 'email.clicked', byMachine: 1 },
} as const;

export type Told = keyof typeof TOLD;

const names = Object.keys(TOLD) as Told[];

/** How many readers it was told of for the first time, hour by hour from the one in which sending began, and after those. */
export type Timeline = { start: Date; hours: Record<Told, number>[]; later: Record<Told, number> };

function none(): Record<Told, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Told, number>;
}

/** Each reader counts once for each thing, when it was told first: one mailbox may bounce again and again. */
async function byHour(store: Store, issueId: number) {
  const firsts = store
    .selectFrom('provider_events')
    .select(({ eb, fn }) => [
      'type',
      eb.case().when('machine', 'is', null).then(eb.lit(0)).else(eb.lit(1)).end().as('by_machine'),
      fn.min(fn.coalesce('happened_at', 'received_at')).as('at'),
    ])
    .where('issue_id', '=', issueId)
    .where('state', '=', 'applied')
    .where('type', 'in', [...new Set(Object.values(TOLD).map(({ type }) => type))])
    .groupBy(['type', 'subscriber_id', 'by_machine']);
  return store
    .selectFrom(firsts.as('firsts'))
    .select(({ fn }) => [
      'type',
      'by_machine',
      sql<string>`substr(firsts.at, 1, 13)`.as('hour'),
      fn.countAll<number | bigint>().as('count'),
    ])
    .groupBy(['type', 'by_machine', 'hour'])
    .execute();
}

/** What the provider told of an issue over time. Events keep their columns, so this is there as long as the issue is. */
export async function timelineOf(store: Store, issueId: number, began: Date, hoursMost: number): Promise<Timeline> {
  const start = new Date(Math.floor(began.getTime() / HOUR_MS) * HOUR_MS);
  const hours = Array.from({ length: hoursMost }, none);
  const later = none();
  for (const { type, by_machine, hour, count } of await byHour(store, issueId)) {
    const told = names.find((name) => TOLD[name].type === type && TOLD[name].byMachine === by_machine);
    if (told === undefined) continue;
    // A provider's clock may be a little behind ours.
    const place = Math.max(0, (Date.parse(`${hour}:00:00.000Z`) - start.getTime()) / HOUR_MS);
    (hours[place] ?? later)[told] += Number(count);
  }
  return { start, hours, later };
}
