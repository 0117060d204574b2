import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '#calendar/clock.ts';
import type { Provider } from '#delivery/resend-provider.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { aSharedDatabase, database } from '../builders/databases.ts';
import { aDraft, anApprovedIssue, byTest } from '../builders/issue-builders.ts';
import { addReaders } from '../builders/store-builders.ts';
import { type FakeResend, type FakeResendOptions, startFakeResend } from '../fakes/fake-resend.ts';

const NAME = aDraft().name;
const quiet = { report: () => undefined };

let fake: FakeResend;
let apps: App[] = [];
afterEach(async () => {
  await Promise.all(apps.map((app) => app.close()));
  apps = [];
  await fake.close();
});

type Delivery = 'inline' | 'template';

async function aMachine(
  databaseUrl: string,
  { clock, delivery = 'inline' }: { clock?: Clock; delivery?: Delivery } = {},
): Promise<{ app: App; provider: Provider; calls: () => number }> {
  const { config } = readConfig({ DATABASE_URL: databaseUrl, RESEND_BASE_URL: fake.url, DELIVERY: delivery });
  if (!config) throw new Error('the settings of this test are wrong');
  const app = await openApp(config, clock);
  apps.push(app);
  const provider = await app.provider();
  if (!provider) throw new Error('no provider');
  let calls = 0;
  const counting: Provider = {
    ...provider,
    submitBatch: (body, key) => {
      calls += 1;
      return provider.submitBatch(body, key);
    },
  };
  return { app, provider: counting, calls: () => calls };
}

/** Two machines on one database with an approved issue for so many readers. */
async function twoMachines(
  readers: number,
  options: FakeResendOptions = {},
  deliveries: readonly [Delivery, Delivery] = ['inline', 'inline'],
) {
  fake = await startFakeResend({ rateLimit: 'off', ...options });
  const databaseUrl = await aSharedDatabase();
  const [one, two] = deliveries;
  const machines = [
    await aMachine(databaseUrl, { delivery: one }),
    await aMachine(databaseUrl, { delivery: two }),
  ] as const;
  const { store, mail } = machines[0].app;
  await addReaders(store, readers);
  const { hash } = await renderWithHash(aDraft().content, mail);
  await insertIssue(store, anApprovedIssue(hash), byTest);
  return machines;
}

function mailsByReader(): number[] {
  const counts = new Map<string, number>();
  for (const address of fake.accepted.flatMap(({ to }) => to)) counts.set(address, (counts.get(address) ?? 0) + 1);
  return [...counts.values()];
}

describe.runIf(database === 'postgres')('Two machines on one database', () => {
  it('share the batches of an issue, and every reader gets one mail', async () => {
    const [one, two] = await twoMachines(800, { faults: () => ({ kind: 'slow', ms: 50 }) });
    const helping = await two.app.workOnBatches(two.provider, { ...quiet, stop: new AbortController().signal });
    const sent = await one.app.send(NAME, one.provider, { ...quiet, stop: new AbortController().signal });
    await helping.stop();
    expect(sent).toMatchObject({ kind: 'sent', accounting: { audience: 800, accepted: 800 } });
    expect(mailsByReader()).toEqual(Array(800).fill(1));
    expect(one.calls()).toBeGreaterThan(0);
    expect(two.calls()).toBeGreaterThan(0);
    expect(one.calls() + two.calls()).toBe(8);
  });

  it('keep one pace together', async () => {
    const [one, two] = await twoMachines(1500, { rateLimit: 10 });
    const watch = { ...quiet, stop: new AbortController().signal };
    const helping = await two.app.workOnBatches(two.provider, watch);
    expect(await one.app.send(NAME, one.provider, watch)).toMatchObject({ kind: 'sent' });
    await helping.stop();
    const tooFast = fake.requests.filter(({ status }) => status === 429);
    // Each at a pace of its own, every second of the fifteen would be refused.
    expect(tooFast.length).toBeLessThanOrEqual(5);
    expect(mailsByReader()).toEqual(Array(1500).fill(1));
  });

  it('put back from the middle of a send and started a day later, find who was mailed and mail nobody', async () => {
    const [one] = await twoMachines(500, { rateLimit: 1000 });
    const { store, config } = one.app;
    const watch = { ...quiet, stop: new AbortController().signal };
    await one.app.send(NAME, one.provider, watch);
    // As a copy has it that was taken after two batches.
    await store.updateTable('issues').set({ state: 'sending', sent_at: null }).execute();
    await store
      .updateTable('batches')
      .set({ state: 'waiting', first_attempt_at: null })
      .where('number', '>', 2)
      .execute();
    await store
      .updateTable('deliveries')
      .set({ outcome: null, email_id: null })
      .where('batch_number', '>', 2)
      .execute();
    const aDayLater = () => new Date(Date.now() + 25 * 3_600_000);
    const [two, three] = [
      await aMachine(config.databaseUrl, { clock: aDayLater }),
      await aMachine(config.databaseUrl, { clock: aDayLater }),
    ];
    const helping = await three.app.workOnBatches(three.provider, watch);
    expect(await two.app.send(NAME, two.provider, watch)).toMatchObject({
      kind: 'sent',
      accounting: { accepted: 500 },
    });
    await helping.stop();
    expect(two.calls() + three.calls()).toBe(0);
    expect(mailsByReader()).toEqual(Array(500).fill(1));
  });

  it('both asked to send it make one issue', async () => {
    const [one, two] = await twoMachines(500);
    const watch = { ...quiet, stop: new AbortController().signal };
    const both = await Promise.all([one, two].map(({ app, provider }) => app.send(NAME, provider, watch)));
    for (const sent of both) expect(sent).toMatchObject({ kind: 'sent', accounting: { accepted: 500 } });
    expect(mailsByReader()).toEqual(Array(500).fill(1));
  });
  for (const deliveries of [
    ['template', 'template'],
    ['inline', 'template'],
    ['template', 'inline'],
  ] as const)
    it(`set to ${deliveries.join(' and ')} send all of an issue in one form, with one template at most`, async () => {
      const machines = await twoMachines(800, {}, deliveries);
      const watch = { ...quiet, stop: new AbortController().signal };
      const all = await Promise.all(machines.map(({ app, provider }) => app.send(NAME, provider, watch)));
      // Whoever comes when all is over finds that it was sent.
      expect(all).toContainEqual(expect.objectContaining({ kind: 'sent' }));
      for (const { kind } of all) expect(['sent', 'not-sendable']).toContain(kind);
      const forms = new Set(fake.accepted.map(({ template }) => (template === null ? 'inline' : 'template')));
      expect(forms.size).toBe(1);
      expect(fake.templates.length).toBe(forms.has('template') ? 1 : 0);
      expect(mailsByReader()).toEqual(Array(800).fill(1));
    });

  it('share the batches of an issue that goes out as a template', async () => {
    const slow: FakeResendOptions = { faults: ({ sends }) => (sends ? { kind: 'slow', ms: 50 } : undefined) };
    const [one, two] = await twoMachines(800, slow, ['template', 'inline']);
    const watch = { ...quiet, stop: new AbortController().signal };
    const helping = await two.app.workOnBatches(two.provider, watch);
    expect(await one.app.send(NAME, one.provider, watch)).toMatchObject({
      kind: 'sent',
      accounting: { accepted: 800 },
    });
    await helping.stop();
    expect(fake.accepted.every(({ template }) => template !== null)).toBe(true);
    expect(two.calls()).toBeGreaterThan(0);
    expect(one.calls() + two.calls()).toBe(8);
  });
});
