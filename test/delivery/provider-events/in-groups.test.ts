import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PERSONAL_MAIL_TAG } from '#delivery/mail-submitter.ts';
import { type IncomingEvent, receiveEvents } from '#delivery/provider-events/receive-event.ts';
import { type EventKind, type TagsAs, webhookEvent } from '../../fakes/resend/webhook-event.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

const READERS = 2;
/** More than bounce in a row before a reader is suppressed. */
const ISSUES = 7;
const PERSONAL = [{ name: PERSONAL_MAIL_TAG, value: 'confirmation' }];

let rig: EventsRig;
beforeAll(async () => {
  rig = await anEventsRig({ readers: READERS });
  await rig.send();
  const { store } = rig.app;
  const [issue, message, batch] = [
    await store.selectFrom('issues').selectAll().executeTakeFirstOrThrow(),
    await store.selectFrom('frozen_messages').selectAll().executeTakeFirstOrThrow(),
    await store.selectFrom('batches').selectAll().executeTakeFirstOrThrow(),
  ];
  const deliveries = await store.selectFrom('deliveries').selectAll().execute();
  for (let id = 2; id <= ISSUES; id += 1) {
    await store
      .insertInto('issues')
      .values({ ...issue, id, name: `another-${id}` })
      .execute();
    await store
      .insertInto('frozen_messages')
      .values({ ...message, issue_id: id })
      .execute();
    await store
      .insertInto('batches')
      .values({ ...batch, issue_id: id })
      .execute();
    await store
      .insertInto('deliveries')
      .values(deliveries.map((delivery) => ({ ...delivery, issue_id: id })))
      .execute();
  }
});
afterAll(() => rig.end());

const told = fc.record({
  issue: fc.integer({ min: 1, max: ISSUES }),
  reader: fc.integer({ min: 1, max: READERS }),
  kind: fc.constantFrom<EventKind>(
    'sent',
    'delivered',
    'bouncedTransient',
    'bouncedTransient',
    'bouncedPermanent',
    'complained',
    'suppressed',
    'opened',
    'clicked',
    'failed',
    'unknown',
  ),
  tagsAs: fc.constantFrom<TagsAs>('map', 'map', 'array', 'absent'),
  about: fc.constantFrom('issue', 'issue', 'issue', 'person', 'stranger'),
});

type Told = typeof told extends fc.Arbitrary<infer Value> ? Value : never;

function incoming({ issue, reader, kind, tagsAs, about }: Told, index: number): IncomingEvent {
  const mail = rig.mailOf(reader);
  const named = [{ name: 'delivery', value: `${issue}-${reader}` }];
  const tags = about === 'person' ? PERSONAL : named;
  const to = about === 'stranger' ? ['somebody@elsewhere.example'] : mail.to;
  const event = webhookEvent(
    { ...mail, id: `mail-${issue}-${reader}`, tags, to },
    kind,
    new Date(rig.app.clock().getTime() + index),
    tagsAs,
  );
  return { svixId: `msg_${String(index).padStart(3, '0')}`, body: JSON.stringify(event) };
}

/** Some deliveries are unknown or without an id, so that events prove them and tell it. */
async function begin(): Promise<void> {
  const { store } = rig.app;
  await store.deleteFrom('provider_events').execute();
  await store.updateTable('batches').set({ state: 'unknown' }).execute();
  await store
    .updateTable('deliveries')
    .set(({ eb, ref }) => ({
      event: null,
      problem: null,
      email_id: null,
      outcome: eb
        .case()
        .when(ref('issue_id'), '>', 3)
        .then('accepted' as const)
        .else('unknown' as const)
        .end(),
    }))
    .execute();
  await store
    .updateTable('subscribers')
    .set({ status: 'active', status_reason: null, suppressed_for: null, soft_bounces: 0 })
    .execute();
}

async function everything() {
  const { store } = rig.app;
  return {
    events: await store.selectFrom('provider_events').selectAll().orderBy('svix_id').execute(),
    deliveries: await store.selectFrom('deliveries').selectAll().orderBy('issue_id').orderBy('subscriber_id').execute(),
    readers: await store.selectFrom('subscribers').selectAll().orderBy('id').execute(),
    batches: await store.selectFrom('batches').selectAll().orderBy('issue_id').execute(),
  };
}

it('events worked on together leave what they leave one after the other, and say the same of each', async () => {
  const { store, clock } = rig.app;
  const groups = fc.array(told, { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(groups, async (events) => {
      const all = events.map(incoming);
      await begin();
      const alone: unknown[] = [];
      for (const event of all) alone.push(...(await receiveEvents(store, [event], clock())));
      const expected = await everything();
      await begin();
      expect(await receiveEvents(store, all, clock())).toEqual(alone);
      expect(await everything()).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});
