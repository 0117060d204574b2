import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planChanges, type StandingDelivery, type StandingReader } from '#delivery/provider-events/plan-changes.ts';
import { readProviderEvent } from '#delivery/provider-events/provider-event.ts';
import type { EventKind } from '../../fakes/resend/webhook-event.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

const kinds = [
  'sent',
  'deliveryDelayed',
  'delivered',
  'bouncedTransient',
  'bouncedPermanent',
  'bouncedUndetermined',
  'complained',
  'suppressed',
  'failed',
  'opened',
  'clicked',
  'unknown',
] as const satisfies readonly EventKind[];

let rig: EventsRig;
beforeAll(async () => {
  rig = await anEventsRig();
  await rig.send();
});
afterAll(() => rig.end());

/** Some events in one order, and the same events in another with some of them repeated. */
const twoOrders = fc.subarray([...kinds], { minLength: 1 }).chain((events) =>
  fc.record({
    one: fc.shuffledSubarray(events, { minLength: events.length }),
    other: fc
      .array(fc.constantFrom(...events), { maxLength: 5 })
      .chain((repeated) =>
        fc.shuffledSubarray([...events, ...repeated], { minLength: events.length + repeated.length }),
      ),
  }),
);

function eventOf(kind: EventKind) {
  const { body } = rig.fake.events({ url: '', secret: 'whsec_dGVzdA==' }).prepare({ mail: rig.mailOf(1), event: kind });
  return readProviderEvent(body).event;
}

type State = { delivery: StandingDelivery; reader: StandingReader };

/** Without the provider's words: of two bounces, those of the first are kept. */
function after(start: State, order: readonly EventKind[]): State {
  return order.reduce((state, kind) => {
    const event = eventOf(kind);
    if (!event) return state;
    const { delivery, reader } = planChanges(event, state.delivery, state.reader);
    const { email_id: emailId = state.delivery.emailId, problem: _, ...changes } = delivery;
    return { delivery: { ...state.delivery, ...changes, emailId }, reader: { ...state.reader, ...reader } };
  }, start);
}

const startingPoint = fc.record({
  delivery: fc.record({
    outcome: fc.constantFrom('accepted', 'unknown', null),
    event: fc.constant(null),
    emailId: fc.constantFrom(null, 'its-id'),
  }),
  reader: fc.record({
    status: fc.constantFrom('active', 'unsubscribed', 'suppressed'),
    status_reason: fc.constant(null),
    suppressed_for: fc.constantFrom(null, 'editor', 'provider'),
    soft_bounces: fc.nat(6),
    newer: fc.array(fc.constantFrom(null, 'delivered', 'bounced'), { maxLength: 2 }),
    older: fc.array(fc.constantFrom(null, 'delivered', 'bounced', 'bounced', 'bounced'), { maxLength: 6 }),
  }),
});

it('any order and any repetition of a delivery’s events are planned to the same end', () => {
  fc.assert(
    fc.property(startingPoint, twoOrders, (start, { one, other }) => {
      expect(after(start, other)).toEqual(after(start, one));
    }),
    { numRuns: 500 },
  );
});

it('any order and any repetition of webhooks leave the same delivery, reader and accounting in the database', async () => {
  const { store } = rig.app;
  const stateAfter = async (order: readonly EventKind[]) => {
    await store.deleteFrom('provider_events').execute();
    await store
      .updateTable('deliveries')
      .set({ event: null, problem: null, email_id: null, outcome: 'unknown' })
      .execute();
    await store
      .updateTable('subscribers')
      .set({ status: 'active', status_reason: null, suppressed_for: null, soft_bounces: 0 })
      .execute();
    // A repetition has the svix-id of what it repeats.
    for (const event of order) await rig.post({ mail: rig.mailOf(1), event, id: `msg_${event}` });
    const { problem: _, ...delivery } = await rig.delivery(1);
    const events = (await rig.kept()).map(({ svix_id, state, machine }) => [svix_id, state, machine]).sort();
    return { delivery, reader: await rig.reader(1), others: await rig.delivery(2), events };
  };
  await fc.assert(
    fc.asyncProperty(twoOrders, async ({ one, other }) => {
      expect(await stateAfter(other)).toEqual(await stateAfter(one));
    }),
    { numRuns: 30 },
  );
});
