import { Resend } from 'resend';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeResend, startFakeResend } from './fake-resend.ts';
import { mail, mails } from './mail-builder.ts';
import type { AcceptedMail } from './resend/accepted-mail.ts';
import type { WebhookSender, WebhookTarget } from './resend/webhook-sender.ts';
import { startWebhookApp, type WebhookApp, webhookSecret } from './webhook-app.ts';

let fake: FakeResend;
let resend: Resend;
let app: WebhookApp;

beforeEach(async () => {
  fake = await startFakeResend({ rateLimit: 'off' });
  resend = new Resend('re_test', { baseUrl: fake.url });
  app = await startWebhookApp();
});
afterEach(async () => {
  app.close();
  await fake.close();
});

async function acceptedMail(changes: Parameters<typeof mail>[0] = {}): Promise<AcceptedMail> {
  await resend.emails.send(mail(changes));
  return fake.accepted.at(-1) as AcceptedMail;
}

const events = (target: Partial<WebhookTarget> = {}): WebhookSender =>
  fake.events({ url: app.url, secret: webhookSecret, ...target });
const dataOf = (index = 0) => JSON.parse(app.received[index]?.payload ?? '{}').data;

describe('An event', () => {
  it('has the documented envelope, and the real SDK takes it as genuine', async () => {
    const sent = await acceptedMail({
      tags: [{ name: 'delivery', value: 'd_1' }],
      headers: { 'List-Id': '<weekly.verdicts.test>' },
    });
    const posted = await events().send({ mail: sent, event: 'delivered', at: new Date('2026-11-22T10:00:01.000Z') });
    expect(posted.statuses).toEqual([200]);
    expect(app.received).toMatchObject([{ verdict: 'genuine', id: posted.id }]);
    expect(JSON.parse(app.received[0]?.payload ?? '')).toEqual({
      type: 'email.delivered',
      created_at: '2026-11-22T10:00:01.000Z',
      data: {
        email_id: sent.id,
        created_at: sent.acceptedAt,
        from: 'Weekly Verdicts <news@verdicts.test>',
        to: ['ada@readers.test'],
        subject: 'Which one should you ship with?',
        message_id: sent.messageId,
        tags: { delivery: 'd_1' },
        headers: [{ name: 'List-Id', value: '<weekly.verdicts.test>' }],
      },
    });
  });

  it.each([
    ['bouncedPermanent', 'email.bounced', { bounce: { type: 'Permanent' } }],
    ['bouncedTransient', 'email.bounced', { bounce: { type: 'Transient' } }],
    ['complained', 'email.complained', {}],
    ['deliveryDelayed', 'email.delivery_delayed', {}],
    ['suppressed', 'email.suppressed', { suppressed: { type: 'OnAccountSuppressionList', reason: 'previous_bounce' } }],
    ['opened', 'email.opened', {}],
    ['clicked', 'email.clicked', { click: { link: expect.stringContaining('https://') } }],
    ['failed', 'email.failed', { failed: { reason: 'reached_daily_quota' } }],
    ['unknown', 'email.teleported', {}],
  ] as const)('%s is an %s', async (event, type, data) => {
    await events().send({ mail: await acceptedMail(), event });
    expect(app.received).toMatchObject([{ type, verdict: 'genuine' }]);
    expect(dataOf()).toMatchObject(data);
    expect(dataOf()).not.toHaveProperty('headers');
  });

  it('can be anything else Resend might say', async () => {
    const event = { type: 'contact.created', created_at: '2026-11-22T10:00:00Z', data: { id: 'c_1' } };
    await events().send({ mail: await acceptedMail(), event });
    expect(app.received).toMatchObject([{ type: 'contact.created', verdict: 'genuine' }]);
  });

  it('carries its tags as a map, as an array, or not at all', async () => {
    const sent = await acceptedMail({ tags: [{ name: 'delivery', value: 'd_1' }] });
    for (const tagsAs of ['map', 'array', 'absent'] as const)
      await events({ tagsAs }).send({ mail: sent, event: 'sent' });
    expect([dataOf(0).tags, dataOf(1).tags, dataOf(2).tags]).toEqual([
      { delivery: 'd_1' },
      [{ name: 'delivery', value: 'd_1' }],
      undefined,
    ]);
  });

  it('is what the API then shows as the last one, unless it was forged or unknown', async () => {
    const sent = await acceptedMail();
    const lastEvent = async () => (await resend.emails.get(sent.id)).data?.last_event;
    await events().send({ mail: sent, event: 'delivered', forged: 'wrongSecret' });
    expect(await lastEvent()).toBe('queued');
    await events().send({ mail: sent, event: 'bouncedPermanent' });
    await events().send({ mail: sent, event: 'unknown' });
    expect(await lastEvent()).toBe('bounced');
  });
});

describe('Delivery of events', () => {
  it('can come twice, under one id and with the same bytes', async () => {
    const posted = await events().send({ mail: await acceptedMail(), event: 'delivered', times: 2 });
    expect(posted.statuses).toEqual([200, 200]);
    expect(app.received.map(({ id, payload }) => [id, payload])).toEqual(Array(2).fill([posted.id, posted.body]));
  });

  it('is tried again under the same id until it is answered well', async () => {
    app.answers.push(500, 503);
    const posted = await events().send({ mail: await acceptedMail(), event: 'delivered', attempts: 5 });
    expect(posted.statuses).toEqual([500, 503, 200]);
    expect(new Set(app.received.map(({ id }) => id))).toEqual(new Set([posted.id]));
    expect(app.received.every(({ verdict }) => verdict === 'genuine')).toBe(true);
  });

  it('tells when nobody is there', async () => {
    const posted = await events({ url: 'http://127.0.0.1:1/' }).send({ mail: await acceptedMail(), event: 'sent' });
    expect(posted.statuses).toEqual(['unreachable']);
  });

  it('can come early, before the mail itself is answered', async () => {
    const order: string[] = [];
    fake.beforeAnswer(async ([first]) => {
      await events().send({ mail: first as AcceptedMail, event: 'delivered' });
      order.push('event');
    });
    await resend.emails.send(mail());
    order.push('answer');
    expect(order).toEqual(['event', 'answer']);
    expect(app.received).toMatchObject([{ type: 'email.delivered', verdict: 'genuine' }]);
  });

  it('can come late, telling of what happened long ago', async () => {
    await events().send({ mail: await acceptedMail(), event: 'delivered', at: new Date('2026-01-01T00:00:00Z') });
    expect(app.received).toMatchObject([
      { verdict: 'genuine', payload: expect.stringContaining('2026-01-01T00:00:00.000Z') },
    ]);
  });

  it('keeps the given order, or loses it by a seed, and leaves none out', async () => {
    await resend.batch.send(mails(20));
    const plans = fake.accepted.map((one) => ({ mail: one, event: 'delivered' as const }));
    const ids = () => app.received.splice(0).map(({ payload }) => JSON.parse(payload).data.email_id);
    const inOrder = fake.accepted.map(({ id }) => id);

    await events().sendAll(plans);
    expect(ids()).toEqual(inOrder);
    await events().sendAll(plans, { shuffledBy: 3 });
    const mixed = ids();
    expect(mixed).not.toEqual(inOrder);
    await events().sendAll(plans, { shuffledBy: 3 });
    expect(ids()).toEqual(mixed);
    await events().sendAll(plans, { atOnce: 5 });
    expect(ids().sort()).toEqual([...inOrder].sort());
  });
});
