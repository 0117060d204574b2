import { expect, it } from 'vitest';
import { timelineOf } from '#delivery/timeline-queries.ts';
import { aMailedIssue, BEGAN } from '../builders/mailed-issue-builder.ts';
import { aStore } from '../builders/store-builders.ts';

const told = (type: string, minute: number, machine?: string) => ({
  type: `email.${type}`,
  minute,
  ...(machine ? { machine } : {}),
});

it('A timeline counts each reader once, in the hour it was told of first, and the rest as later', async () => {
  const store = await aStore();
  const id = await aMailedIssue(store, {
    fates: [
      { event: 'delivered', told: [told('delivered', 5)] },
      { event: 'bounced', told: [told('bounced', 59), told('bounced', 130)] },
      { event: 'complained', told: [told('delivered', 61), told('complained', 5000)] },
      // Before we began, by a clock that is behind ours.
      { event: 'delivered', told: [told('delivered', -61)] },
    ],
  });
  const none = {
    delivered: 0,
    bounced: 0,
    complained: 0,
    opened: 0,
    'opened-by-machines': 0,
    clicked: 0,
    'clicked-by-machines': 0,
  };
  expect(await timelineOf(store, id, new Date(BEGAN.getTime() + 12_345), 3)).toEqual({
    start: BEGAN,
    hours: [{ ...none, delivered: 2, bounced: 1 }, { ...none, delivered: 1 }, none],
    later: { ...none, complained: 1 },
  });
  await store.destroy();
});

it('People’s opens and clicks are told apart from machines’, and a reader may have both', async () => {
  const store = await aStore();
  const id = await aMailedIssue(store, {
    fates: [
      {
        told: [told('opened', 1, 'a scanner'), told('opened', 2, 'a scanner'), told('opened', 70), told('opened', 80)],
      },
      { told: [told('clicked', 1, 'a scanner')] },
      { told: [told('clicked', 5)] },
    ],
  });
  const { hours } = await timelineOf(store, id, BEGAN, 2);
  expect(hours).toMatchObject([
    { opened: 0, 'opened-by-machines': 1, clicked: 1, 'clicked-by-machines': 1 },
    { opened: 1, 'opened-by-machines': 0, clicked: 0, 'clicked-by-machines': 0 },
  ]);
  await store.destroy();
});

it('An event that came before it was kept when things happen counts when it came', async () => {
  const store = await aStore();
  const id = await aMailedIssue(store, { fates: [{ told: [told('delivered', 59)] }] });
  await store.updateTable('provider_events').set({ happened_at: null }).execute();
  const { hours } = await timelineOf(store, id, BEGAN, 2);
  expect(hours.map(({ delivered }) => delivered)).toEqual([0, 1]);
  await store.destroy();
});
