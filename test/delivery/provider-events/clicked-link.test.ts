import { afterEach, expect, it } from 'vitest';
import { clicksByLink } from '#delivery/click-queries.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

let rig: EventsRig;
afterEach(() => rig.end());

const clickOn = (link: string) => ({
  type: 'email.clicked',
  created_at: '2026-11-17T11:22:33.000Z',
  data: { email_id: rig.mailOf(1).id, click: { link, ipAddress: '192.0.2.7', userAgent: 'Mozilla/5.0' } },
});

it('A click keeps which link of the mail it was on and when, and nowhere the token that acts for the reader', async () => {
  rig = await anEventsRig();
  await rig.send();
  const [, vote = ''] = /href="(https:[^"]+\/vote\/[^"]+)"/.exec(rig.mailOf(1).html ?? '') ?? [];
  expect(vote).toMatch(/\/vote\/alpha-vs-beta\/.+\..+/);
  await rig.post({ mail: rig.mailOf(1), event: clickOn(vote) });
  await rig.app.store.updateTable('provider_events').set({ body: '' }).execute();
  const [event] = await rig.app.store.selectFrom('provider_events').selectAll().execute();
  expect(event).toMatchObject({
    link: 'https://verdicts.example/vote/alpha-vs-beta/%%READER_TOKEN%%',
    happened_at: '2026-11-17T11:22:33.000Z',
  });
  expect(JSON.stringify(event)).not.toContain(vote.split('/').at(-1));
});

it('A click on what is no link of the mail counts, without a link', async () => {
  rig = await anEventsRig();
  await rig.send();
  await rig.post({ mail: rig.mailOf(1), event: clickOn('https://elsewhere.example/') });
  expect(await clicksByLink(rig.app.store, 1)).toEqual([{ link: null, readers: 1, machinesOnly: 0 }]);
});
