import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyWaitingEvents } from '#delivery/provider-events/apply-waiting-events.ts';
import { type EventIntake, eventIntake } from '#delivery/provider-events/event-intake.ts';
import { keepEvents } from '#delivery/provider-events/inbox-queries.ts';
import { openStore } from '#store/open-store.ts';
import { aSharedDatabase } from '../../builders/databases.ts';
import type { EventKind } from '../../fakes/resend/webhook-event.ts';
import { webhookEvent } from '../../fakes/resend/webhook-event.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

const READERS = 5;

let rig: EventsRig;
let takeIn: EventIntake;
beforeEach(async () => {
  rig = await anEventsRig({ readers: READERS });
  await rig.send();
  takeIn = eventIntake(rig.app.store, rig.app.clock);
});
afterEach(() => rig.end());

function anEvent(reader: number, kind: EventKind, svixId = `msg_${reader}_${kind}`) {
  return { svixId, body: JSON.stringify(webhookEvent(rig.mailOf(reader), kind, rig.app.clock())) };
}

const everybody = Array.from({ length: READERS }, (_, index) => index + 1);
const states = async () =>
  (await rig.kept())
    .map(({ svix_id, state }) => [svix_id, state])
    .sort(([one = ''], [other = '']) => one.localeCompare(other));

describe('Events that come at the same time', () => {
  it('are each answered when everybody else sees them in the database', async () => {
    const url = await aSharedDatabase();
    const [here, elsewhere] = [await openStore(url), await openStore(url)];
    const takeInHere = eventIntake(here, rig.app.clock);
    const seen = everybody.map(async (reader) => {
      const event = anEvent(reader, 'delivered');
      await takeInHere(event);
      return elsewhere.selectFrom('provider_events').select('state').where('svix_id', '=', event.svixId).execute();
    });
    expect(await Promise.all(seen)).toEqual(everybody.map(() => [{ state: 'parked' }]));
    await Promise.all([here.destroy(), elsewhere.destroy()]);
  });

  it('are applied in the order they came: what one changes the next one finds', async () => {
    const kinds = ['delivered', 'opened', 'complained', 'bouncedTransient'] as const;
    await Promise.all(kinds.map((kind) => takeIn(anEvent(1, kind))));
    expect(await rig.delivery(1)).toMatchObject({ event: 'complained' });
    expect(await rig.reader(1)).toMatchObject({ status: 'suppressed', status_reason: expect.stringContaining('spam') });
  });

  it('are kept once where they have the same svix-id, and all of them are answered', async () => {
    const twins = everybody.map(() => takeIn(anEvent(1, 'complained', 'msg_twin')));
    expect(await Promise.all(twins)).toEqual(everybody.map(() => 'applied'));
    expect(await states()).toEqual([['msg_twin', 'applied']]);
    expect(await takeIn(anEvent(1, 'delivered', 'msg_twin'))).toBe('done-before');
  });

  it('lose none when there are more of them than fit one group', async () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      takeIn(anEvent(1 + (index % READERS), 'opened', `msg_${index}`)),
    );
    expect(new Set(await Promise.all(many))).toEqual(new Set(['applied']));
    expect(await rig.kept()).toHaveLength(200);
  });
});

describe('A group in which one event fails', () => {
  it('leaves that one open with its reason, and applies the others', async () => {
    await rig.app.store.deleteFrom('frozen_messages').execute();
    // Whose link was clicked cannot be told without the mail.
    const answers = await Promise.all(
      [anEvent(1, 'delivered'), anEvent(2, 'clicked'), anEvent(3, 'complained')].map(takeIn),
    );
    expect(answers).toEqual(['applied', 'failed', 'applied']);
    expect(await states()).toEqual([
      ['msg_1_delivered', 'applied'],
      ['msg_2_clicked', 'waiting'],
      ['msg_3_complained', 'applied'],
    ]);
    expect(await rig.reader(3)).toMatchObject({ status: 'suppressed' });
  });
});

describe('A group that cannot be kept', () => {
  const breakTable = () =>
    rig.app.store.schema.alterTable('provider_events').renameColumn('body', 'elsewhere').execute();
  const mendTable = () =>
    rig.app.store.schema.alterTable('provider_events').renameColumn('elsewhere', 'body').execute();

  it('is answered 500, each of them, and nothing of it is stored; what comes later is taken in', async () => {
    await breakTable();
    const posted = everybody.map((reader) =>
      rig.post({ mail: rig.mailOf(reader), event: 'complained', id: `msg_${reader}` }),
    );
    expect((await Promise.all(posted)).map(({ status }) => status)).toEqual(everybody.map(() => 500));
    await mendTable();
    expect(await rig.kept()).toEqual([]);
    expect(await rig.reader(1)).toMatchObject({ status: 'active' });
    expect((await rig.post({ mail: rig.mailOf(1), event: 'complained', id: 'msg_1' })).status).toBe(200);
    expect(await states()).toEqual([['msg_1', 'applied']]);
  });
});

it('Working on many waiting events lets others have their turn', async () => {
  const kept = Array.from({ length: 300 }, (_, index) => anEvent(1 + (index % READERS), 'opened', `msg_${index}`));
  const received = kept.map(({ svixId, body }) => ({ svixId, body, type: 'email.opened', emailId: undefined }));
  await keepEvents(rig.app.store, received, rig.app.clock());
  let [turns, isWorking] = [0, true];
  const working = applyWaitingEvents(rig.app.store, rig.app.clock()).finally(() => {
    isWorking = false;
  });
  for (; isWorking; turns += 1) await nextTurn();
  expect(await working).toMatchObject({ applied: 300 });
  // The groups are of a hundred.
  expect(turns).toBeGreaterThanOrEqual(3);
});
