import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PERSONAL_MAIL_TAG } from '#delivery/mail-submitter.ts';
import { applyWaitingEvents } from '#delivery/provider-events/apply-waiting-events.ts';
import { hearingOfIssue } from '#delivery/provider-events/hearing-queries.ts';
import { markFailed } from '#delivery/provider-events/inbox-queries.ts';
import { receiveEvents } from '#delivery/provider-events/receive-event.ts';
import { knownEmailIds, markProven, openDelivery } from '#delivery/provider-list/proof-queries.ts';
import { isPostgres } from '#store/is-postgres.ts';
import type { Store } from '#store/open-store.ts';
import { plansOf, readsWhole } from '../../builders/query-plans.ts';
import { type EventKind, type TagsAs, webhookEvent } from '../../fakes/resend/webhook-event.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

const READERS = 12;
/** Of earlier deliveries, each with an event: what nobody would read whole. */
const EARLIER = 20_000;
const EARLIER_ISSUE = 1000;
const NOW = new Date('2026-11-17T12:00:00.000Z');

async function fillTables(store: Store): Promise<void> {
  const at = '2026-11-10T09:00:00.000Z';
  const issue = sql.lit(EARLIER_ISSUE);
  const numbers = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(EARLIER)})`;
  const inserts = [
    sql`insert into issues (id, name, state, cutoff_on, report, composed_at)
      values (${issue}, '2026-W46', 'sent', '2026-11-10', '{}', ${at})`,
    sql`insert into subscribers (address, address_key, status, status_changed_at, consent_source, consent_at, created_at)
      ${numbers} select i || '@a.example', i || '@a.example', 'active', ${at}, 'test', ${at}, ${at} from n`,
    sql`insert into batches (issue_id, number, state) ${numbers} select ${issue}, i, 'settled' from n where i <= ${sql.lit(EARLIER / 100)}`,
    sql`insert into deliveries (issue_id, subscriber_id, batch_number, outcome, email_id)
      ${numbers} select ${issue}, i, (i + 99) / 100, 'accepted', 'mail ' || i from n`,
    sql`insert into provider_events (svix_id, type, received_at, body, state, issue_id, subscriber_id)
      ${numbers} select 'msg_earlier_' || i, 'email.opened', ${at}, '', 'applied', ${issue}, i from n`,
  ];
  for (const insert of inserts) await insert.execute(store);
  if (isPostgres(store)) await sql`analyze`.execute(store);
}

let rig: EventsRig;
beforeEach(async () => {
  rig = await anEventsRig({ readers: READERS });
  await rig.send();
  await fillTables(rig.app.store);
});
afterEach(() => rig.end());

function event(reader: number, kind: EventKind, tagsAs: TagsAs = 'map', changes: object = {}) {
  const told = webhookEvent({ ...rig.mailOf(reader), ...changes }, kind, NOW, tagsAs);
  return { svixId: `msg_${reader}_${kind}`, body: JSON.stringify(told) };
}

/** One of each kind of event: of mails that name their delivery, of some that only have an id, and of a mail to one person. */
const group = () => [
  event(1, 'delivered'),
  event(2, 'opened', 'absent'),
  event(3, 'clicked'),
  event(3, 'delivered'),
  event(4, 'bouncedTransient'),
  event(5, 'complained', 'absent'),
  event(6, 'bouncedPermanent', 'map', { id: 'a person’s mail', tags: [{ name: PERSONAL_MAIL_TAG, value: 'welcome' }] }),
  event(7, 'sent', 'absent', { id: 'a mail nobody knows' }),
];

type Step = { step: string; take(store: Store): Promise<unknown> };

const steps: readonly Step[] = [
  { step: 'taking in new events', take: (store) => receiveEvents(store, group(), NOW) },
  {
    step: 'taking in events that came before, and others',
    async take(store) {
      await receiveEvents(rig.app.store, group().slice(0, 3), NOW);
      await receiveEvents(store, group(), NOW);
    },
  },
  {
    step: 'taking in what proves an unknown batch',
    async take(store) {
      const { store: before } = rig.app;
      await before.updateTable('batches').set({ state: 'unknown' }).where('issue_id', '=', 1).execute();
      const unknown = before.updateTable('deliveries').set({ outcome: 'unknown', email_id: null });
      await unknown.where('issue_id', '=', 1).execute();
      await receiveEvents(store, group(), NOW);
    },
  },
  {
    step: 'working on what waits',
    async take(store) {
      await receiveEvents(rig.app.store, group(), NOW);
      await markFailed(store, group()[0]!.svixId, 'failed');
      await applyWaitingEvents(store, NOW);
    },
  },
  { step: 'hearing of an issue', take: (store) => hearingOfIssue(store, 1) },
  { step: 'asking which mails are known', take: (store) => knownEmailIds(store, ['one mail', 'another']) },
  { step: 'asking about one delivery', take: (store) => openDelivery(store, { issueId: 1, subscriberId: 1 }) },
  { step: 'proving one delivery', take: (store) => markProven(store, { issueId: 1, subscriberId: 1 }, 'a mail') },
];

describe('No table that grows is read whole for', () => {
  test.each(steps)('$step', async ({ take }) => {
    const plans = await plansOf(rig.app.store, take);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.flatMap(readsWhole)).toEqual([]);
  });
});

test.each(['provider_events', 'deliveries', 'subscribers'] as const)('%s read whole is seen as such', async (table) => {
  const [byItself] = await plansOf(rig.app.store, (store) => store.selectFrom(table).selectAll().execute());
  expect(readsWhole(byItself ?? '')).toHaveLength(1);
  const [byAnIndex] = await plansOf(rig.app.store, (store) =>
    store
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('count'))
      .execute(),
  );
  expect(readsWhole(byAnIndex ?? '')).toHaveLength(1);
});
