import { afterEach, describe, expect, it } from 'vitest';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { applyWaitingEvents } from '#delivery/provider-events/apply-waiting-events.ts';
import { onSends } from '../../fakes/fake-resend.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

const HOUR_MS = 3_600_000;

let rig: EventsRig;
afterEach(() => rig.end());

const accounting = () => accountingOfIssue(rig.app.store, 1);
const batch = () => rig.app.store.selectFrom('batches').selectAll().executeTakeFirstOrThrow();
const emailIds = async () =>
  (await rig.app.store.selectFrom('deliveries').select('email_id').orderBy('subscriber_id').execute()).map(
    ({ email_id }) => email_id,
  );

describe('an event before the ids are known', () => {
  it('that comes before the answer is written proves the acceptance, and the answer changes nothing after it', async () => {
    rig = await anEventsRig({ readers: 3 });
    const seen: unknown[] = [];
    rig.fake.beforeAnswer(async ([first]) => {
      if (!first) throw new Error('no mail');
      await rig.post({ mail: first, event: 'delivered' });
      seen.push(await rig.delivery(1), await rig.delivery(2));
    });
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3, ofAccepted: { delivered: 1 } } });
    expect(seen).toMatchObject([
      { outcome: 'accepted', event: 'delivered' },
      { outcome: null, event: null },
    ]);
    expect(await emailIds()).toEqual(rig.fake.accepted.map(({ id }) => id));
  });

  it('that carries no tags is parked until the answer tells the id, and then applied by the job', async () => {
    rig = await anEventsRig({ readers: 3 });
    rig.fake.beforeAnswer(async ([first]) => {
      if (!first) throw new Error('no mail');
      await rig.post({ mail: first, event: 'complained', tagsAs: 'absent' });
    });
    await rig.send();
    expect(await rig.kept()).toMatchObject([{ state: 'parked' }]);
    expect(await applyWaitingEvents(rig.app.store, rig.app.clock())).toMatchObject({ applied: 1 });
    expect(await rig.reader(1)).toMatchObject({ status: 'suppressed' });
  });

  it('that proves a mail of a set-back batch was taken keeps it from being sent twice', async () => {
    rig = await anEventsRig({ readers: 3, fake: { faults: ['dailyQuota'] } });
    await rig.send();
    const [name] = await rig.app.store.selectFrom('deliveries').selectAll().limit(1).execute();
    expect(name).toMatchObject({ outcome: null });
    const ghost = ghostMail('ghost', '1-1');
    await rig.post({ mail: ghost, event: 'delivered' });
    expect(await rig.delivery(1)).toMatchObject({ outcome: 'accepted', event: 'delivered' });
    await rig.send();
    expect(rig.fake.accepted.map(({ to }) => to[0])).toEqual([
      'delivered+reader2@resend.dev',
      'delivered+reader3@resend.dev',
    ]);
  });

  it.each(['1-999999999999999', '999999999999999-1', '1-2147483648'])(
    'that names a delivery by a number that no row can have is parked, not tried in vain for ever: %s',
    async (tag) => {
      rig = await anEventsRig({ readers: 3 });
      await rig.send();
      expect((await rig.post({ mail: ghostMail('ghost', tag), event: 'delivered' })).status).toBe(200);
      expect(await rig.kept()).toMatchObject([{ state: 'parked', problem: 'is about a mail we do not know' }]);
    },
  );

  it('about a delivery that was never tried is not believed', async () => {
    rig = await anEventsRig({ readers: 3, fake: { faults: onSends('lostAfterAccept') } });
    const stop = new AbortController();
    stop.abort();
    await rig.send({ stop: stop.signal });
    await rig.post({ mail: ghostMail('ghost', '1-1'), event: 'delivered' });
    expect(await rig.delivery(1)).toMatchObject({ outcome: null, event: null });
    expect(await rig.kept()).toMatchObject([{ state: 'parked', problem: 'names a delivery that was never tried' }]);
  });
});

describe('an unknown batch', () => {
  async function anUnknownBatch(): Promise<void> {
    rig = await anEventsRig({ readers: 3, fake: { faults: onSends('lostAfterAccept') } });
    await rig.send();
    rig.advance(23 * HOUR_MS);
    expect(await rig.send()).toMatchObject({ accounting: { accepted: 0, unknown: 3 } });
  }

  it('is settled by the events of its mails, each reader for themselves', async () => {
    await anUnknownBatch();
    await rig.tell(1, 'sent');
    await rig.tell(2, 'opened');
    expect(await accounting()).toMatchObject({ accepted: 2, unknown: 1 });
    expect(await batch()).toMatchObject({ state: 'unknown' });
    await rig.tell(3, 'bouncedPermanent');
    expect(await accounting()).toMatchObject({ accepted: 3, unknown: 0, ofAccepted: { bounced: 1, onItsWay: 2 } });
    expect(await batch()).toMatchObject({ state: 'settled', problem: null });
    expect(await rig.store.selectFrom('frozen_attempts').selectAll().execute()).toEqual([]);
    expect(await emailIds()).toEqual(rig.fake.accepted.map(({ id }) => id));
    expect(await rig.delivery(1)).toMatchObject({ problem: null });
  });

  it('stays unknown for events without a tag: they prove nothing about anybody', async () => {
    await anUnknownBatch();
    await rig.post({ mail: rig.mailOf(1), event: 'delivered', tagsAs: 'absent' });
    expect(await accounting()).toMatchObject({ accepted: 0, unknown: 3 });
  });

  it('all of whose mails were proven before it was called unknown is settled by the job', async () => {
    rig = await anEventsRig({ readers: 2, fake: { faults: onSends('lostAfterAccept') } });
    await rig.send();
    await rig.tell(1, 'delivered');
    await rig.tell(2, 'delivered');
    expect(await accounting()).toMatchObject({ accepted: 2, waiting: 0 });
    rig.advance(23 * HOUR_MS);
    await rig.send();
    expect(await batch()).toMatchObject({ state: 'unknown' });
    await applyWaitingEvents(rig.app.store, rig.app.clock());
    expect(await batch()).toMatchObject({ state: 'settled' });
    expect(await accounting()).toMatchObject({ accepted: 2, unknown: 0 });
  });
});

function ghostMail(id: string, delivery: string) {
  return {
    id,
    messageId: '<ghost>',
    key: null,
    index: 0,
    request: 0,
    from: 'x@verdicts.example',
    to: ['delivered+reader1@resend.dev'],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: 'x',
    headers: {},
    tags: [
      { name: 'issue', value: '2026-W47' },
      { name: 'delivery', value: delivery },
    ],
    html: null,
    htmlSha256: null,
    text: null,
    textSha256: null,
    template: null,
    scheduledAt: null,
    acceptedAt: '2026-11-17T09:00:00.000Z',
  };
}
