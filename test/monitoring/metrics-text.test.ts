import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Kysely } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openCallMeters } from '#monitoring/call-meters.ts';
import { databaseGauges } from '#monitoring/database-gauges.ts';
import { metricsText } from '#monitoring/metrics-text.ts';
import { readiness } from '#monitoring/readiness.ts';
import type { DatabaseSchema } from '#store/database-schema.ts';
import { openPostgres } from '#store/open-postgres.ts';
import type { Store } from '#store/open-store.ts';
import { START } from '../builders/sending-rig.ts';
import { aStore } from '../builders/store-builders.ts';
import { readExposition } from './read-exposition.ts';

const scrape = async (store: Store) => readExposition(await metricsText(openCallMeters().registry, store, START));

async function aClosedStore(): Promise<Store> {
  const store = await aStore();
  await store.destroy();
  return store;
}

/** A database server that takes connections and then says nothing, as behind a broken network. */
async function aSilentStore(): Promise<Store> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const store = new Kysely<DatabaseSchema>({ dialect: openPostgres(`postgres://127.0.0.1:${port}/none`) });
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await store.destroy();
  });
  return store;
}

describe.each([
  ['is closed', aClosedStore],
  ['says nothing', aSilentStore],
])('A database that %s', (_, open) => {
  test('is told of as away, and its figures are left out, not shown as 0', async () => {
    const { of, families } = await scrape(await open());
    expect(of('verdicts_database_up')).toEqual({ '': 0 });
    for (const { name } of databaseGauges) expect([...families.keys()]).not.toContain(name);
  });

  test('takes nothing from what the process knows of itself', async () => {
    const { of, samples } = await scrape(await open());
    expect(of('verdicts_provider_calls_total')['{status="accepted"}']).toBe(0);
    expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  test('makes nobody wait for much longer than a second', async () => {
    const store = await open();
    const began = performance.now();
    await Promise.all([scrape(store), readiness(store, new AbortController().signal)]);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

test('A database that comes back shows its figures again', async () => {
  const meters = openCallMeters();
  const read = async (store: Store) => readExposition(await metricsText(meters.registry, store, START));
  const store = await aStore();
  onTestFinished(() => store.destroy());
  expect((await read(await aClosedStore())).of('verdicts_database_up')).toEqual({ '': 0 });
  const { of } = await read(store);
  expect(of('verdicts_database_up')).toEqual({ '': 1 });
  expect(of('verdicts_open_batches')).toEqual({ '': 0 });
});

test('Every metric of ours says what it is, by the conventions of Prometheus', async () => {
  const store = await aStore();
  onTestFinished(() => store.destroy());
  const { families } = await scrape(store);
  const ours = [...families].filter(([name]) => name.startsWith('verdicts_'));
  expect(ours).toHaveLength(databaseGauges.length + 4);
  for (const [name, { help, type }] of ours) {
    expect(help).toMatch(/^[A-Z].+\.$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    if (/age|answer/.test(name)) expect(name).toMatch(/_seconds$/);
  }
});

test('docs/monitoring.md lists the metrics there are, and no other', async () => {
  const store = await aStore();
  onTestFinished(() => store.destroy());
  const page = readFileSync(new URL('../../docs/monitoring.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `(verdicts_\w+)` \|/gm)].map(([, name]) => name);
  const { families } = await scrape(store);
  const ours = [...families.keys()].filter((name) => name.startsWith('verdicts_'));
  expect(listed.toSorted()).toEqual(ours.toSorted());
  for (const [name] of page.matchAll(/verdicts_\w+/g)) expect(ours).toContain(name);
});

test('Two in one process know nothing of each other', async () => {
  const store = await aStore();
  onTestFinished(() => store.destroy());
  const [first, second] = [openCallMeters(), openCallMeters()];
  first.hear({ kind: 'attempted', outcome: 'settled' });
  const settled = async ({ registry }: typeof first) =>
    readExposition(await metricsText(registry, store, START)).of('verdicts_batch_outcomes_total')[
      '{outcome="settled"}'
    ];
  expect([await settled(first), await settled(second)]).toEqual([1, 0]);
});
