import type { AddressInfo } from 'node:net';
import { serve as listen } from '@hono/node-server';
import pino, { type Logger } from 'pino';
import { registerJsx } from '#rendering/register-jsx.ts';
import type { App } from '../app.ts';
import { backgroundSending } from './background-sending.ts';
import type { ExitCode } from './exit-code.ts';
import { isRehearsal, REHEARSAL_WORDS, reportDeliveries, startRehearsal } from './rehearsal.ts';
import { runJobs } from './run-jobs.ts';
import { seedSampleReaders } from './sample-readers.ts';
import type { SitePorts } from './site-app.ts';
import type { StandIn } from './stand-in.ts';
import { stopSignal } from './stop-signal.ts';
import { configOrComplaint, runApp } from './with-app.ts';

type Site = { url: string; close(): Promise<void> };

/** How long answers that are being given may take once the program is asked to end. */
const LAST_ANSWERS_MS = 1000;

async function listenOn(app: App, ports: SitePorts): Promise<Site> {
  registerJsx();
  const { siteApp } = await import('./site-app.ts');
  const { fetch } = siteApp(app, ports);
  return new Promise((resolve) => {
    const server = listen({ fetch, port: app.config.web.port, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => {
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          // A page that follows a sending keeps its connection for as long as it is looked at.
          setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), LAST_ANSWERS_MS).unref();
        });
      resolve({ url: `http://127.0.0.1:${port}`, close });
    });
  });
}

async function serveApp(app: App, log: Logger, standIn: StandIn | undefined): Promise<ExitCode> {
  const stop = stopSignal();
  const sending = backgroundSending(app, log, stop);
  const site = await listenOn(app, {
    report: (error) => log.error(error),
    announce: (line) => log.info(line),
    startSending: sending.start,
    rehearsal: standIn && REHEARSAL_WORDS,
    addSampleReaders: standIn && (() => seedSampleReaders(app)),
  });
  log.info(`the site is at ${site.url}, the studio at ${site.url}/studio`);
  const deliveries = standIn && reportDeliveries(app, standIn, stop).catch((error: Error) => log.error(error));
  await runJobs(app, log, stop);
  await deliveries;
  await sending.finished();
  await site.close();
  return 0;
}

/** The site, the studio and the scheduled jobs in one process, until a signal. Without a key it is a rehearsal. */
export async function serve(): Promise<ExitCode> {
  const config = configOrComplaint();
  if (!config) return 2;
  const log = pino({ name: 'verdicts' });
  const complain = (error: Error) => log.error(error);
  if (!isRehearsal(config)) return runApp(config, (app) => serveApp(app, log, undefined), complain);
  log.info(REHEARSAL_WORDS);
  const { standIn, config: rehearsed } = await startRehearsal(config);
  try {
    return await runApp(rehearsed, (app) => serveApp(app, log, standIn), complain);
  } finally {
    await standIn.close();
  }
}
