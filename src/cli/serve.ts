import type { AddressInfo } from 'node:net';
import { serve as listen } from '@hono/node-server';
import pino from 'pino';
import { registerJsx } from '#rendering/register-jsx.ts';
import type { App } from '../app.ts';
import { backgroundSending } from './background-sending.ts';
import type { ExitCode } from './exit-code.ts';
import { runJobs } from './run-jobs.ts';
import type { SitePorts } from './site-app.ts';
import { stopSignal } from './stop-signal.ts';
import { withApp } from './with-app.ts';

type Site = { url: string; close(): Promise<void> };

async function listenOn(app: App, ports: SitePorts): Promise<Site> {
  registerJsx();
  const { siteApp } = await import('./site-app.ts');
  const { fetch } = siteApp(app, ports);
  return new Promise((resolve) => {
    const server = listen({ fetch, port: app.config.web.port, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => {
      const close = () => new Promise<void>((closed) => server.close(() => closed()));
      resolve({ url: `http://127.0.0.1:${port}`, close });
    });
  });
}

/** The site, the studio and the scheduled jobs in one process, until a signal. */
export function serve(): Promise<ExitCode> {
  return withApp(async (app) => {
    const log = pino({ name: 'verdicts' });
    const stop = stopSignal();
    const sending = backgroundSending(app, log, stop);
    const site = await listenOn(app, {
      report: (error) => log.error(error),
      announce: (line) => log.info(line),
      startSending: sending.start,
      rehearsal: undefined,
    });
    log.info(`the site is at ${site.url}, the studio at ${site.url}/studio`);
    await runJobs(app, log, stop);
    await sending.finished();
    await site.close();
    return 0;
  });
}
