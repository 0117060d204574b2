import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, openApp, UNWATCHED } from '#app.ts';
import { readConfig } from '#config.ts';
import { readyMail } from '#rendering/ready-mail.ts';
import { recordSignUp } from '#subscribers/sign-up-queries.ts';
import { aDatabase } from './builders/databases.ts';
import { type FakeResend, startFakeResend } from './fakes/fake-resend.ts';
import { anAddress } from './subscribers/subscriber-builders.ts';

const NOW = new Date('2026-11-17T09:00:00.000Z');

let fake: FakeResend;
let app: App;
let complaints: string[];
beforeEach(async () => {
  complaints = [];
  fake = await startFakeResend({ rateLimit: 1000, now: () => NOW });
  const { config, problems } = readConfig({ DATABASE_URL: await aDatabase(), RESEND_BASE_URL: fake.url });
  if (!config) throw new Error(problems.join(', '));
  app = await openApp(
    config,
    () => NOW,
    ({ message }) => complaints.push(message),
  );
});
afterEach(() => fake.close());

const signUp = (email: string) =>
  recordSignUp(app.store, { address: anAddress(email), page: '/', ipHash: 'h', userAgent: 'a', votes: null }, NOW);

const answer = () => app.answerReaders(new AbortController().signal);

describe('answering readers', () => {
  it('says what came of it, and nothing when there was nothing to do', async () => {
    await signUp('ann@verdict-readers.org');
    expect(await answer()).toBe('1 answered, 1 sent');
    expect(await answer()).toBeUndefined();
    await app.close();
  });

  it('says that a mail waits for its next attempt', async () => {
    fake.script(['unauthorized']);
    await signUp('ann@verdict-readers.org');
    expect(await answer()).toBe('1 answered, 1 waiting');
    await app.close();
  });
});

describe('answering soon', () => {
  it('sends the mail that a form waits for, without anybody waiting for it', async () => {
    await signUp('ann@verdict-readers.org');
    expect(app.answerSoon()).toBeUndefined();
    expect(fake.accepted).toEqual([]);
    await vi.waitFor(() => expect(fake.accepted).toMatchObject([{ to: ['ann@verdict-readers.org'] }]), 10_000);
    await app.close();
    expect(complaints).toEqual([]);
  });

  it('closing waits for the mail in flight', async () => {
    fake.script([{ kind: 'slow', ms: 500 }]);
    await signUp('ann@verdict-readers.org');
    app.answerSoon();
    await vi.waitFor(() => expect(fake.requests).toHaveLength(1), { timeout: 10_000, interval: 5 });
    await app.close();
    expect(fake.accepted).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it('what fails is complained of and breaks nothing else', async () => {
    await app.store.schema.dropTable('outgoing_mails').execute();
    app.answerSoon();
    await vi.waitFor(() => expect(complaints).toEqual([expect.stringContaining('outgoing_mails')]), 10_000);
    await app.close();
  });
});

describe('when the program is to end', () => {
  /** The same app again, opened by a program that may end. */
  async function anEndingApp() {
    const [stop, giveUp] = [new AbortController(), new AbortController()];
    await app.close();
    const ports = { ...UNWATCHED, stop: stop.signal, giveUp: giveUp.signal, readyMail };
    const complain = ({ message }: Error) => complaints.push(message);
    const databaseUrl = await aDatabase();
    app = await openApp({ ...app.config, databaseUrl }, () => NOW, complain, ports);
    await signUp('ann@verdict-readers.org');
    return { stop, giveUp };
  }

  it('mails that wait stay for its next start', async () => {
    const { stop } = await anEndingApp();
    stop.abort();
    expect(await answer()).toBe('1 answered');
    expect(fake.requests).toEqual([]);
    await app.close();
  });

  it('a mail in flight is given up when its time is over', async () => {
    fake.script(['hang']);
    const { giveUp } = await anEndingApp();
    const answering = answer();
    await vi.waitFor(() => expect(fake.requests).toHaveLength(1), { timeout: 10_000, interval: 5 });
    giveUp.abort();
    expect(await answering).toBe('1 answered, 1 waiting');
    await app.close();
  });
});
