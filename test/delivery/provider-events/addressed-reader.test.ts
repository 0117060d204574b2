import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receiveEvent } from '#delivery/provider-events/receive-event.ts';
import { recordSignUp } from '#subscribers/sign-up-queries.ts';
import { findSubscriber } from '#subscribers/subscriber-queries.ts';
import { type App, openApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { aDatabase } from '../../builders/databases.ts';
import { type FakeResend, startFakeResend } from '../../fakes/fake-resend.ts';
import type { AcceptedMail } from '../../fakes/resend/accepted-mail.ts';
import { type EventKind, webhookEvent } from '../../fakes/resend/webhook-event.ts';
import { anAddress } from '../../subscribers/subscriber-builders.ts';

const ANN = anAddress('Ann@verdict-readers.org');
const NOW = new Date('2026-11-17T09:00:00.000Z');

let app: App;
let fake: FakeResend;
let told = 0;
beforeEach(async () => {
  fake = await startFakeResend({ rateLimit: 'off', now: () => NOW });
  const { config, problems } = readConfig({ DATABASE_URL: await aDatabase(), RESEND_BASE_URL: fake.url });
  if (!config) throw new Error(problems.join(', '));
  app = await openApp(config, () => NOW);
});
afterEach(async () => {
  await app.close();
  await fake.close();
});

/** Signs up, and gives the confirmation as Resend took it. */
async function confirmationMail(): Promise<AcceptedMail> {
  const form = { address: ANN, page: '/', ipHash: 'hash', userAgent: 'a browser', votes: null };
  await recordSignUp(app.store, form, NOW);
  await app.answerReaders(new AbortController().signal);
  const [mail] = fake.accepted;
  if (!mail) throw new Error('no confirmation was sent');
  return mail;
}

function tell(mail: AcceptedMail, event: EventKind) {
  told += 1;
  return receiveEvent(app.store, `msg_${told}`, JSON.stringify(webhookEvent(mail, event, NOW)), NOW);
}

const ann = () => findSubscriber(app.store, ANN);

describe('an event about a mail that answered a reader', () => {
  it.each([
    ['bouncedPermanent', 'bounce'],
    ['complained', 'complaint'],
    ['suppressed', 'provider'],
  ] as const)('that says %s suppresses one who never confirmed', async (event, suppressed_for) => {
    const mail = await confirmationMail();
    expect(await ann()).toMatchObject({ status: 'pending' });
    expect(await tell(mail, event)).toBe('applied');
    expect(await ann()).toMatchObject({
      status: 'suppressed',
      suppressed_for,
      status_changed_at: NOW.toISOString(),
    });
  });

  it('finds its reader however the address is written', async () => {
    const mail = await confirmationMail();
    await tell({ ...mail, to: ['Ann <ANN@VERDICT-READERS.ORG>'] }, 'complained');
    expect(await ann()).toMatchObject({ status: 'suppressed' });
  });

  it.each(['sent', 'delivered', 'bouncedTransient', 'opened', 'failed'] as const)(
    'that says %s changes nothing about the reader, and is done with',
    async (event) => {
      const mail = await confirmationMail();
      const before = await ann();
      expect(await tell(mail, event)).toBe('applied');
      expect(await ann()).toEqual(before);
    },
  );

  it('is kept with its reader, so that it is erased with them', async () => {
    await tell(await confirmationMail(), 'delivered');
    const kept = await app.store.selectFrom('provider_events').select(['state', 'subscriber_id']).execute();
    expect(kept).toEqual([{ state: 'applied', subscriber_id: (await ann())?.id }]);
  });

  it('to an address that nobody has any more changes nothing, and is not looked at again', async () => {
    const mail = await confirmationMail();
    const elsewhere = { address: 'new@verdict-readers.org', address_key: 'new@verdict-readers.org' };
    await app.store.updateTable('subscribers').set(elsewhere).execute();
    expect(await tell(mail, 'bouncedPermanent')).toBe('ignored');
    expect(await app.store.selectFrom('subscribers').select('status').execute()).toEqual([{ status: 'pending' }]);
  });

  it('suppresses nobody when it carries no tag of ours: other mails of the account go to the same people', async () => {
    const mail = await confirmationMail();
    expect(await tell({ ...mail, id: 'an-invoice', tags: [] }, 'complained')).toBe('parked');
    expect(await ann()).toMatchObject({ status: 'pending' });
  });
});
