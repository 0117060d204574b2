import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webApp } from '../../../src/web/web-app.ts';
import { anEventsRig, type EventsRig, WEBHOOK_SECRET } from '../../delivery/provider-events/events-rig.ts';
import { everyForgery, signedWebhook } from '../../fakes/resend/webhook-signature.ts';

let rig: EventsRig;
beforeEach(async () => {
  rig = await anEventsRig({ site: webApp });
  await rig.send();
});
afterEach(() => rig.end());

const events = () => rig.fake.events({ url: 'http://unused.test', secret: WEBHOOK_SECRET });

function postRaw(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(
    rig.web.request('/webhooks/resend', { method: 'POST', body, headers, duplex: 'half' } as RequestInit),
  );
}

/** A body of our choice with a right signature. */
function postSigned(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const signed = signedWebhook({ id: 'msg_chosen', signedAt: new Date(), body }, [WEBHOOK_SECRET]);
  return postRaw(signed.body, { ...signed.headers, ...headers });
}

describe('a webhook', () => {
  it('that is genuine is kept as it came, by its svix-id, and answered 200', async () => {
    const prepared = events().prepare({ mail: rig.mailOf(1), event: 'delivered' });
    expect((await postRaw(prepared.body, prepared.headers)).status).toBe(200);
    const kept = await rig.app.store.selectFrom('provider_events').selectAll().execute();
    expect(kept).toMatchObject([
      { svix_id: prepared.id, body: prepared.body, type: 'email.delivered', state: 'applied' },
    ]);
  });

  it.each(everyForgery)('forged as %s is answered 401 and leaves no trace', async (forged) => {
    const response = await rig.post({ mail: rig.mailOf(1), event: 'bouncedPermanent', forged });
    expect(response.status).toBe(401);
    expect(await rig.kept()).toEqual([]);
    expect(await rig.reader(1)).toMatchObject({ status: 'active' });
  });

  it.each([-310, 310])(
    'signed %i seconds from now is answered 401: an old one that somebody caught',
    async (seconds) => {
      const signedAt = new Date(Date.now() + seconds * 1000);
      expect((await rig.post({ mail: rig.mailOf(1), event: 'complained', signedAt })).status).toBe(401);
      expect(await rig.kept()).toEqual([]);
    },
  );

  it('that was cut short is answered 401', async () => {
    const { body, headers } = events().prepare({ mail: rig.mailOf(1), event: 'complained' });
    expect((await postRaw(body.slice(0, -20), headers)).status).toBe(401);
    expect(await rig.kept()).toEqual([]);
  });

  it('is genuine with the second of two signatures, as during a rotation of the secret', async () => {
    const oldSecret = `whsec_${Buffer.from('the secret before').toString('base64')}`;
    const both = rig.fake.events({ url: 'http://unused.test', secret: WEBHOOK_SECRET, oldSecret });
    const { body, headers } = both.prepare({ mail: rig.mailOf(1), event: 'delivered' });
    expect((await postRaw(body, headers)).status).toBe(200);
  });

  it('that comes again under its svix-id changes nothing, even when it says something else by now', async () => {
    const again = { mail: rig.mailOf(1), id: 'msg_1' };
    for (const event of ['delivered', 'delivered', 'complained'] as const)
      expect((await rig.post({ ...again, event })).status).toBe(200);
    expect(await rig.kept()).toMatchObject([{ svix_id: 'msg_1', type: 'email.delivered' }]);
    expect(await rig.reader(1)).toMatchObject({ status: 'active' });
  });

  it('of a type nobody has heard of, or about something else than a mail, is acknowledged and kept', async () => {
    expect((await rig.post({ mail: rig.mailOf(1), event: 'unknown' })).status).toBe(200);
    const contact = { type: 'contact.created', created_at: '2026-11-22T10:00:00Z', data: { id: 'c_1' } };
    expect((await rig.post({ mail: rig.mailOf(1), event: contact })).status).toBe(200);
    expect((await rig.kept()).map(({ type, state }) => [type, state]).sort()).toEqual([
      ['contact.created', 'ignored'],
      ['email.teleported', 'ignored'],
    ]);
  });
});

describe('without a secret', () => {
  it.each([{}, { forged: 'unsigned' as const }])(
    'every webhook is answered 401, signed or not: %o',
    async (forgery) => {
      const closed = await anEventsRig({ site: webApp, secret: '' });
      await closed.send();
      expect((await closed.post({ mail: closed.mailOf(1), event: 'complained', ...forgery })).status).toBe(401);
      expect(await closed.kept()).toEqual([]);
      await closed.end();
    },
  );

  it('that can be used, as when it was pasted badly, every webhook is answered 401', async () => {
    const broken = await anEventsRig({ site: webApp, secret: 'whsec_***not base64***' });
    await broken.send();
    expect((await broken.post({ mail: broken.mailOf(1), event: 'complained' })).status).toBe(401);
    expect(broken.errors).toEqual([]);
    await broken.end();
  });
});

describe('a body', () => {
  it.each<[string, string, string]>([
    ['is not JSON', 'delivered!', 'is not JSON with a type'],
    ['is JSON but no object', '[1, 2]', 'is not JSON with a type'],
    ['has a type that is no text', '{"type": 7}', 'is not JSON with a type'],
    ['is empty', '', 'is not JSON with a type'],
    ['has no data', '{"type": "email.delivered"}', 'has no data'],
    ['is named like a part of every object', '{"type": "constructor"}', 'is of a type that nothing follows from'],
  ])('that %s, rightly signed, is kept with the reason and not asked for again', async (_, body, problem) => {
    expect((await postSigned(body)).status).toBe(200);
    expect(await rig.kept()).toMatchObject([{ svix_id: 'msg_chosen', state: 'ignored', problem }]);
    expect(rig.errors).toEqual([]);
  });

  it('is read whatever its content type says', async () => {
    const { body, headers } = events().prepare({ mail: rig.mailOf(1), event: 'delivered' });
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded; charset=utf-16' };
    expect((await postRaw(body, form)).status).toBe(200);
    expect(await rig.delivery(1)).toMatchObject({ event: 'delivered' });
  });

  it('that is not UTF-8 is answered 400', async () => {
    expect((await postRaw(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))).status).toBe(400);
    expect(rig.errors).toEqual([]);
  });

  // Found by fuzzing: webhooks, seed 18.
  it('with U+0000, which PostgreSQL keeps in no text, is answered 400 also when it is rightly signed', async () => {
    expect((await postSigned('{"type":"email.delivered"}\0')).status).toBe(400);
    expect(await rig.kept()).toEqual([]);
  });

  it('that breaks off is answered 400', async () => {
    const breaking = new ReadableStream({
      pull(controller) {
        controller.enqueue(Buffer.from('{"type":'));
        controller.error(new Error('connection reset'));
      },
    });
    expect((await postRaw(breaking)).status).toBe(400);
    expect(rig.errors).toEqual([]);
  });

  it('that is too large is answered 413, whatever its length header says, and is not read to its end', async () => {
    let chunks = 0;
    const long = new ReadableStream({
      pull(controller) {
        chunks += 1;
        if (chunks > 50) controller.close();
        else controller.enqueue(Buffer.alloc(64 * 1024, 0x20));
      },
    });
    expect((await postRaw(long, { 'content-length': '10' })).status).toBe(413);
    expect(chunks).toBeLessThan(10);
    expect((await postSigned(JSON.stringify({ type: 'x'.repeat(300_000) }))).status).toBe(413);
    expect(await rig.kept()).toEqual([]);
  });

  it('just below the limit is taken', async () => {
    expect((await postSigned(JSON.stringify({ type: 'x', padding: 'x'.repeat(250_000) }))).status).toBe(200);
  });
});

it('nothing but a POST is answered, and nothing is kept', async () => {
  for (const method of ['GET', 'PUT', 'DELETE'])
    expect((await rig.web.request('/webhooks/resend', { method })).status).toBe(404);
  expect(await rig.kept()).toEqual([]);
});
