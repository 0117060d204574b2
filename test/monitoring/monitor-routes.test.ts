import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCallMeters } from '#monitoring/call-meters.ts';
import { monitorRoutes } from '#monitoring/monitor-routes.ts';
import type { Store } from '#store/open-store.ts';
import { START } from '../builders/sending-rig.ts';
import { aStore } from '../builders/store-builders.ts';
import { aStudio } from '../studio/a-studio.ts';
import { readExposition } from './read-exposition.ts';

let store: Store;
let ending: AbortController;
beforeEach(async () => {
  store = await aStore();
  ending = new AbortController();
});
afterEach(() => store.destroy());

const get = (path: string) =>
  monitorRoutes({ store, clock: () => START, meters: openCallMeters().registry, stop: ending.signal }).request(path);

const told = async (answering: Response | Promise<Response>) => {
  const answer = await answering;
  return { status: answer.status, cached: answer.headers.get('cache-control'), text: await answer.text() };
};

describe('Whoever watches this machine', () => {
  test('hears that the process answers, also when it is about to end or its database is gone', async () => {
    const ok = { status: 200, text: 'ok', cached: 'no-store' };
    expect(await told(get('/healthz'))).toMatchObject(ok);
    ending.abort();
    await store.destroy();
    expect(await told(get('/healthz'))).toMatchObject(ok);
    store = await aStore();
  });

  test('hears whether it can do its work, and why not', async () => {
    expect(await told(get('/readyz'))).toMatchObject({ status: 200, text: 'ready', cached: 'no-store' });
    ending.abort();
    expect(await told(get('/readyz'))).toMatchObject({ status: 503, text: 'not ready: the program is about to end' });
  });

  test('gets the metrics as Prometheus wants them', async () => {
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(readExposition(await answer.text()).of('verdicts_database_up')).toEqual({ '': 1 });
  });
});

test('The site, which is on the internet, tells health and readiness to everybody and the metrics to nobody', async () => {
  const studio = await aStudio();
  const get = (path: string) => studio.site.request(path);
  expect(await told(get('/healthz'))).toMatchObject({ status: 200, text: 'ok' });
  expect(await told(get('/readyz'))).toMatchObject({ status: 200, text: 'ready' });
  expect((await get('/metrics')).status).toBe(404);
  await studio.end();
});
