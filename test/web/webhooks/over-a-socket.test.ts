import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { webApp } from '../../../src/web/web-app.ts';
import { anEventsRig, type EventsRig, WEBHOOK_SECRET } from '../../delivery/provider-events/events-rig.ts';
import type { EventPlan, WebhookSender } from '../../fakes/resend/webhook-sender.ts';

const READERS = 40;

let rig: EventsRig;
let sender: WebhookSender;
let server: ReturnType<typeof serve>;

beforeEach(async () => {
  rig = await anEventsRig({ site: webApp, readers: READERS });
  await rig.send();
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: rig.web.fetch, port: 0, hostname: '127.0.0.1' }, (address: AddressInfo) =>
      resolve(address.port),
    );
  });
  sender = rig.fake.events({ url: `http://127.0.0.1:${port}/webhooks/resend`, secret: WEBHOOK_SECRET });
});
afterEach(async () => {
  await new Promise((closed) => server.close(closed));
  await rig.end();
});

/** Every reader's mail is sent and delivered; each fourth then complains, each fifth bounces for good. */
function aWeekOfEvents(): EventPlan[] {
  return rig.fake.accepted.flatMap((mail, index): EventPlan[] => [
    { mail, event: 'sent' },
    { mail, event: 'delivered', times: 2 },
    ...(index % 4 === 0 ? [{ mail, event: 'complained' } as const] : []),
    ...(index % 5 === 1 ? [{ mail, event: 'bouncedPermanent', tagsAs: 'array' } as const] : []),
    { mail, event: 'opened', forged: 'wrongSecret' },
  ]);
}

it('a week of events, shuffled, doubled, mixed with forged ones and several at once, adds up', async () => {
  const plans = aWeekOfEvents();
  const posted = await sender.sendAll(plans, { shuffledBy: 7, atOnce: 8 });
  const statuses = posted.flatMap((event) => event.statuses);
  expect(statuses.filter((status) => status === 401)).toHaveLength(READERS);
  expect(statuses.filter((status) => status === 200)).toHaveLength(plans.length - READERS + READERS);
  expect(rig.errors).toEqual([]);
  const complained = READERS / 4;
  // Of those with index % 5 === 1, every fourth also complains, which weighs more.
  const bounced = READERS / 5 - READERS / 20;
  expect(await accountingOfIssue(rig.app.store, 1)).toMatchObject({
    accepted: READERS,
    ofAccepted: { complained, bounced, delivered: READERS - complained - bounced, onItsWay: 0 },
  });
  const suppressed = await rig.app.store
    .selectFrom('subscribers')
    .select('id')
    .where('status', '=', 'suppressed')
    .execute();
  expect(suppressed).toHaveLength(complained + bounced);
  expect((await rig.kept()).every(({ state }) => state === 'applied')).toBe(true);
});

it('the same event at the same time from several connections is kept and applied once', async () => {
  const [mail] = rig.fake.accepted;
  if (!mail) throw new Error('no mail');
  const twins = Array.from({ length: 8 }, (): EventPlan => ({ mail, event: 'complained', id: 'msg_twin' }));
  const posted = await sender.sendAll(twins, { atOnce: 8 });
  expect(posted.flatMap(({ statuses }) => statuses)).toEqual(Array(8).fill(200));
  expect(await rig.kept()).toMatchObject([{ svix_id: 'msg_twin', state: 'applied' }]);
});
