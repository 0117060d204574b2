import { afterEach, describe, expect, it } from 'vitest';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { applyWaitingEvents } from '#delivery/provider-events/apply-waiting-events.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

const HOUR_MS = 3_600_000;

let rig: EventsRig;
afterEach(() => rig.end());

async function aSentIssue(readers = 3): Promise<void> {
  rig = await anEventsRig({ readers });
  await rig.send();
}

const accounting = () => accountingOfIssue(rig.app.store, 1);

describe('what an event does to its delivery and its reader', () => {
  it.each([
    ['sent', null, 'active'],
    ['deliveryDelayed', null, 'active'],
    ['delivered', 'delivered', 'active'],
    ['bouncedTransient', 'bounced', 'active'],
    ['bouncedUndetermined', 'bounced', 'active'],
    ['bouncedPermanent', 'bounced', 'suppressed'],
    ['complained', 'complained', 'suppressed'],
    ['suppressed', 'suppressed', 'suppressed'],
    ['opened', null, 'active'],
    ['clicked', null, 'active'],
    ['failed', null, 'active'],
    ['unknown', null, 'active'],
  ] as const)('%s: the delivery is %s and the reader %s; nobody else changes', async (kind, event, status) => {
    await aSentIssue();
    await rig.tell(2, kind);
    expect(await rig.delivery(2)).toMatchObject({ outcome: 'accepted', event });
    expect(await rig.reader(2)).toMatchObject({ status });
    for (const other of [1, 3]) {
      expect(await rig.delivery(other)).toMatchObject({ outcome: 'accepted', event: null });
      expect(await rig.reader(other)).toMatchObject({ status: 'active', soft_bounces: 0 });
    }
  });

  it('the accounting splits the accepted by what was heard', async () => {
    await aSentIssue(6);
    await rig.tell(1, 'delivered');
    await rig.tell(2, 'delivered', 'complained');
    await rig.tell(3, 'bouncedPermanent');
    await rig.tell(4, 'suppressed');
    await rig.tell(5, 'sent');
    expect(await accounting()).toMatchObject({
      accepted: 6,
      ofAccepted: { delivered: 1, complained: 1, bounced: 1, suppressed: 1, onItsWay: 2 },
    });
  });

  it('a reader who left and then complains is suppressed, so that nothing brings the address back', async () => {
    await aSentIssue();
    await rig.app.store.updateTable('subscribers').set({ status: 'unsubscribed' }).where('id', '=', 1).execute();
    await rig.tell(1, 'delivered', 'complained');
    expect(await rig.reader(1)).toMatchObject({ status: 'suppressed', status_reason: expect.stringContaining('spam') });
  });

  it('a bounce says why in the provider’s words, and so does a failure', async () => {
    await aSentIssue();
    await rig.tell(1, 'bouncedPermanent');
    await rig.tell(2, 'failed');
    expect((await rig.delivery(1)).problem).toBe('Permanent: NoEmail: The mail came back.');
    expect((await rig.delivery(2)).problem).toBe('the provider could not send it: reached_daily_quota');
  });

  it('an erased reader stays erased, and the delivery still counts', async () => {
    await aSentIssue();
    await rig.app.store.deleteFrom('subscribers').where('id', '=', 1).execute();
    await rig.tell(1, 'delivered', 'complained');
    expect(await rig.delivery(1)).toMatchObject({ event: 'complained' });
    expect(await rig.app.store.selectFrom('subscribers').selectAll().where('id', '=', 1).execute()).toEqual([]);
  });
});

describe('which mail an event is about', () => {
  it.each(['map', 'array', 'absent'] as const)('is found with tags as %s', async (tagsAs) => {
    await aSentIssue();
    await rig.post({ mail: rig.mailOf(2), event: 'delivered', tagsAs });
    expect(await rig.delivery(2)).toMatchObject({ event: 'delivered' });
    expect(await rig.delivery(1)).toMatchObject({ event: null });
  });

  it('a mail that is none of ours is parked, looked at again, and given up after three days', async () => {
    await aSentIssue();
    const stranger = { ...rig.mailOf(1), id: 'another-mail', tags: [] };
    await rig.post({ mail: stranger, event: 'bouncedPermanent' });
    expect(await rig.kept()).toMatchObject([{ state: 'parked', problem: 'is about a mail we do not know' }]);
    rig.advance(71 * HOUR_MS);
    expect(await applyWaitingEvents(rig.app.store, rig.app.clock())).toMatchObject({ parked: 1, givenUp: 0 });
    rig.advance(2 * HOUR_MS);
    expect(await applyWaitingEvents(rig.app.store, rig.app.clock())).toMatchObject({ givenUp: 1 });
    expect(await rig.kept()).toMatchObject([{ state: 'ignored' }]);
    expect(await rig.reader(1)).toMatchObject({ status: 'active' });
  });

  it('a mail of another week with the same numbers suppresses nobody', async () => {
    await aSentIssue();
    const [, delivery] = rig.mailOf(1).tags;
    if (!delivery) throw new Error('no tag');
    const another = { ...rig.mailOf(1), id: 'another-mail', tags: [{ name: 'issue', value: '2025-W01' }, delivery] };
    await rig.post({ mail: another, event: 'complained' });
    expect(await rig.reader(1)).toMatchObject({ status: 'active' });
    expect(await rig.kept()).toMatchObject([{ state: 'parked', problem: 'names a delivery of another issue' }]);
  });

  it('a second mail of the same delivery counts, and the id of the first stays', async () => {
    await aSentIssue();
    await rig.post({ mail: { ...rig.mailOf(1), id: 'another-mail' }, event: 'complained' });
    expect(await rig.delivery(1)).toMatchObject({ event: 'complained' });
    const ids = await rig.app.store
      .selectFrom('deliveries')
      .select('email_id')
      .where('subscriber_id', '=', 1)
      .execute();
    expect(ids).toEqual([{ email_id: rig.mailOf(1).id }]);
  });

  it('a rehearsal’s mail with the same numbers but another address suppresses nobody', async () => {
    await aSentIssue();
    const rehearsal = { ...rig.mailOf(1), id: 'another-mail', to: ['editor@rehearsal.test'] };
    await rig.post({ mail: rehearsal, event: 'complained' });
    expect(await rig.reader(1)).toMatchObject({ status: 'active' });
    expect(await rig.kept()).toMatchObject([{ state: 'parked', problem: 'names a delivery to another address' }]);
  });
});

describe('an event that fails', () => {
  it('leaves nothing half done, stays with its reason, is answered 200, and is applied once it can be', async () => {
    await aSentIssue();
    await rig.app.store.schema.alterTable('provider_events').renameColumn('subscriber_id', 'elsewhere').execute();
    expect((await rig.post({ mail: rig.mailOf(1), event: 'complained' })).status).toBe(200);
    expect(await rig.kept()).toMatchObject([{ state: 'waiting', problem: expect.stringContaining('subscriber_id') }]);
    expect(await rig.delivery(1)).toMatchObject({ event: null });
    await rig.app.store.schema.alterTable('provider_events').renameColumn('elsewhere', 'subscriber_id').execute();
    expect(await applyWaitingEvents(rig.app.store, rig.app.clock())).toMatchObject({ applied: 1, failed: 0 });
    expect(await rig.delivery(1)).toMatchObject({ event: 'complained' });
    expect(await rig.kept()).toMatchObject([{ state: 'applied', problem: null }]);
  });
});
