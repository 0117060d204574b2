import type { Logger } from 'pino';
import { openCallMeters } from '#monitoring/call-meters.ts';
import { monitorRoutes } from '#monitoring/monitor-routes.ts';
import type { App, CallWatch } from '../app.ts';
import type { Config } from '../config.ts';
import type { ExitCode } from './exit-code.ts';
import { type Listener, listenLocally } from './listen-locally.ts';
import { type OrderlyEnd, orderlyEnd } from './orderly-end.ts';
import { runApp } from './with-app.ts';

/** What goes on until a signal. */
export type Running = { app: App; log: Logger; ending: OrderlyEnd };

/** Runs `work` on an app until a signal ends it, with a listener for whoever watches where MONITOR_PORT says so. */
export function runUntilStopped(
  config: Config,
  log: Logger,
  work: (running: Running, calls: CallWatch) => Promise<void>,
): Promise<ExitCode> {
  const ending = orderlyEnd(log);
  const { registry: meters, called, hear } = openCallMeters();
  const calls: CallWatch = { stop: ending.stop, giveUp: ending.giveUp, called, hear };
  const monitor = async ({ store, clock }: App): Promise<Listener | undefined> => {
    if (config.monitorPort === undefined) return undefined;
    return listenLocally(monitorRoutes({ store, clock, meters, stop: ending.stop }), config.monitorPort);
  };
  const command = async (app: App): Promise<ExitCode> => {
    const watched = await monitor(app);
    if (watched) log.info(`metrics, health and readiness are at ${watched.url}/metrics, /healthz and /readyz`);
    try {
      await work({ app, log, ending }, calls);
    } finally {
      // Last, so that whoever watches sees it stopping to the end.
      await watched?.close();
    }
    return 0;
  };
  return runApp(config, command, { complain: (error) => log.error(error), calls });
}
