import { Hono } from 'hono';
import type { Registry } from 'prom-client';
import type { Clock } from '#calendar/clock.ts';
import type { Store } from '#store/open-store.ts';
import { metricsText } from './metrics-text.ts';
import { readiness } from './readiness.ts';

type HealthPorts = {
  store: Store;
  /** Signalled when the program is about to end: whoever spreads the load goes elsewhere. */
  stop: AbortSignal;
};

const FRESH = { 'cache-control': 'no-store' };

/** Whether the process answers, and whether it can do its work: nothing in it is secret. */
export function healthRoutes({ store, stop }: HealthPorts): Hono {
  const routes = new Hono();
  routes.get('/healthz', (context) => context.text('ok', 200, FRESH));
  routes.get('/readyz', async (context) => {
    const now = await readiness(store, stop);
    if (now.kind === 'ready') return context.text('ready', 200, FRESH);
    return context.text(`not ready: ${now.because}`, 503, FRESH);
  });
  return routes;
}

/** The same and the metrics, for a listener that nobody outside reaches. */
export function monitorRoutes(ports: HealthPorts & { clock: Clock; meters: Registry }): Hono {
  const routes = new Hono();
  routes.route('/', healthRoutes(ports));
  routes.get('/metrics', async (context) => {
    const text = await metricsText(ports.meters, ports.store, ports.clock());
    return context.body(text, 200, { ...FRESH, 'content-type': ports.meters.contentType });
  });
  return routes;
}
