import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { applyProviderEvents } from '../../../jobs/apply-provider-events.ts';
import { forgetEventBodies } from '../../../jobs/forget-event-bodies.ts';
import { schedule } from '../../../jobs/schedule.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

const DAY_MS = 24 * 3_600_000;

let rig: EventsRig;
afterEach(() => rig.end());

async function told(): Promise<void> {
  rig = await anEventsRig();
  await rig.send();
  await rig.tell(1, 'delivered');
  await rig.tell(2, 'delivered');
}

const bodies = async () =>
  (await rig.app.store.selectFrom('provider_events').select('body').orderBy('subscriber_id').execute()).map(
    ({ body }) => body !== '',
  );

it('the table of times applies events by the minute, watches for silence and forgets bodies', async () => {
  rig = await anEventsRig();
  const times = Object.fromEntries(
    schedule(rig.app, new AbortController().signal, () => undefined).map(({ name, cron }) => [name, cron]),
  );
  expect(times).toMatchObject({
    'apply-provider-events': '* * * * *',
    'watch-for-silence': '*/10 * * * *',
    'forget-event-bodies': '30 3 * * *',
  });
});

it('the job that applies says what came of the events, and nothing twice', async () => {
  await told();
  await rig.app.store.updateTable('provider_events').set({ state: 'waiting' }).execute();
  expect(await applyProviderEvents(rig.app)).toBe('2 applied');
  expect(await applyProviderEvents(rig.app)).toBeUndefined();
});

describe('bodies', () => {
  it('are kept for 30 days and then emptied; what they meant stays', async () => {
    await told();
    rig.advance(30 * DAY_MS);
    await forgetEventBodies(rig.app);
    expect(await bodies()).toEqual([true, true]);
    rig.advance(1000);
    await forgetEventBodies(rig.app);
    expect(await bodies()).toEqual([false, false]);
    expect(await rig.kept()).toMatchObject([{ type: 'email.delivered' }, { type: 'email.delivered' }]);
  });

  it('about an erased reader are emptied at the next opportunity', async () => {
    await told();
    await rig.app.store.deleteFrom('subscribers').where('id', '=', 1).execute();
    await forgetEventBodies(rig.app);
    expect(await bodies()).toEqual([false, true]);
  });

  it('of thousands of events are all emptied, while others have their turn', async () => {
    await told();
    const [event] = await rig.app.store.selectFrom('provider_events').selectAll().limit(1).execute();
    if (!event) throw new Error('no event');
    const many = Array.from({ length: 2500 }, (_, index) => ({ ...event, svix_id: `msg_${index}` }));
    for (let start = 0; start < many.length; start += 500)
      await rig.app.store
        .insertInto('provider_events')
        .values(many.slice(start, start + 500))
        .execute();
    rig.advance(31 * DAY_MS);
    let [turns, isWorking] = [0, true];
    const forgetting = forgetEventBodies(rig.app).finally(() => {
      isWorking = false;
    });
    for (; isWorking; turns += 1) await nextTurn();
    await forgetting;
    expect((await bodies()).filter((isKept) => isKept)).toEqual([]);
    expect(turns).toBeGreaterThan(2);
  });

  it('of events that are not worked on yet are kept however old', async () => {
    await told();
    await rig.app.store.updateTable('provider_events').set({ state: 'parked' }).execute();
    rig.advance(60 * DAY_MS);
    await forgetEventBodies(rig.app);
    expect(await bodies()).toEqual([true, true]);
  });
});
