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
/** What nobody would read whole. */
const EVENTS_THERE = 20_000;
const NOW = new Date('2026-11-17T12:00:00.000Z');

async function fillInbox(store: Store): Promise<void> {
  await sql`
    insert into provider_events (svix_id, type, received_at, body, state, issue_id, subscriber_id)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(EVENTS_THERE)})
    select 'msg_earlier_' || i, 'email.opened', '2026-11-10T09:00:00.000Z', '', 'applied', 1000 + i % 10, i / 10
    from n`.execute(store);
  if (isPostgres(store)) await sql`analyze provider_events`.execute(store);
}

let rig: EventsRig;
beforeEach(async () => {
  rig = await anEventsRig({ readers: READERS });
  await rig.send();
  await fillInbox(rig.app.store);
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
      await rig.app.store.updateTable('batches').set({ state: 'unknown' }).execute();
      await rig.app.store.updateTable('deliveries').set({ outcome: 'unknown', email_id: null }).execute();
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
