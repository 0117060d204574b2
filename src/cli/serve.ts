import type { AddressInfo } from 'node:net';
import { serve as listen } from '@hono/node-server';
import pino from 'pino';
import { registerJsx } from '#rendering/register-jsx.ts';
import type { App } from '../app.ts';
import type { ExitCode } from './exit-code.ts';
import { runJobs } from './run-jobs.ts';
import { stopSignal } from './stop-signal.ts';
import { withApp } from './with-app.ts';

async function listenOn(app: App, log: pino.Logger): Promise<{ url: string; close(): Promise<void> }> {
  registerJsx();
  const { webApp } = await import('../web/web-app.ts');
  const { fetch } = webApp(app, (error) => log.error(error));
  return new Promise((resolve) => {
    const server = listen({ fetch, port: app.config.web.port, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => {
      const close = () => new Promise<void>((closed) => server.close(() => closed()));
      resolve({ url: `http://127.0.0.1:${port}`, close });
    });
  });
}

/** The site and the scheduled jobs in one process, until a signal. */
export function serve(): Promise<ExitCode> {
  return withApp(async (app) => {
    const log = pino({ name: 'verdicts' });
    const stop = stopSignal();
    const site = await listenOn(app, log);
    log.info(`the site is at ${site.url}`);
    await runJobs(app, log, stop);
    await site.close();
    return 0;
  });
}
