import { Resend } from 'resend';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeResend, startFakeResend } from './fake-resend.ts';
import { mail } from './mail-builder.ts';
import type { AcceptedMail } from './resend/accepted-mail.ts';
import type { WebhookSender, WebhookTarget } from './resend/webhook-sender.ts';
import { everyForgery } from './resend/webhook-signature.ts';
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
describe('A signature', () => {
  it.each(everyForgery)('forged as %s is refused by the real SDK', async (forged) => {
    const posted = await events().send({ mail: await acceptedMail(), event: 'bouncedPermanent', forged });
    expect(app.received).toMatchObject([{ verdict: 'forged' }]);
    expect(posted.statuses).toEqual([401]);
  });

  it('is genuine with either secret during a rotation', async () => {
    const oldSecret = `whsec_${Buffer.from('the secret before').toString('base64')}`;
    const sent = await acceptedMail();
    await events({ oldSecret }).send({ mail: sent, event: 'sent' });
    await events({ secret: oldSecret, oldSecret: webhookSecret }).send({ mail: sent, event: 'sent' });
    await events({ secret: oldSecret }).send({ mail: sent, event: 'sent' });
    expect(app.received.map(({ verdict }) => verdict)).toEqual(['genuine', 'genuine', 'forged']);
  });

  it.each([
    [-290, 'genuine'],
    [290, 'genuine'],
    [-310, 'forged'],
    [310, 'forged'],
  ])('made %i seconds from now is %s', async (seconds, verdict) => {
    const signedAt = new Date(Date.now() + seconds * 1000);
    await events().send({ mail: await acceptedMail(), event: 'sent', signedAt });
    expect(app.received).toMatchObject([{ verdict }]);
  });

  it('is made at the real time even when the fake lives in another year', async () => {
    fake.setNow(new Date('2030-01-01T00:00:00Z'));
    await events().send({ mail: await acceptedMail(), event: 'sent' });
    expect(app.received).toMatchObject([{ verdict: 'genuine' }]);
    expect(JSON.parse(app.received[0]?.payload ?? '').created_at).toMatch(/^2030-01-01/);
  });
});
