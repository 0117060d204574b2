import pino from 'pino';
import { registerJsx } from '#rendering/register-jsx.ts';
import type { CallWatch } from '../app.ts';
import type { ExitCode } from './exit-code.ts';
import { type JobsThread, startJobsThread } from './jobs-thread.ts';
import { type Listener, listenLocally } from './listen-locally.ts';
import { untilAsked } from './orderly-end.ts';
import { isRehearsal, REHEARSAL_WORDS, reportDeliveries, startRehearsal } from './rehearsal.ts';
import { type Running, runUntilStopped } from './run-until-stopped.ts';
import { seedSampleReaders } from './sample-readers.ts';
import type { StandIn } from './stand-in.ts';
import { untilStopped } from './until-stopped.ts';
import { configOrComplaint } from './with-app.ts';

async function openSite(
  { app, log, ending }: Running,
  jobs: JobsThread,
  standIn: StandIn | undefined,
): Promise<Listener> {
  registerJsx();
  const { siteApp } = await import('./site-app.ts');
  const site = siteApp(
    { ...app, provider: untilStopped(app.provider, ending.stop) },
    {
      report: (error) => log.error(error),
      announce: (line) => log.info(line),
      startSending: jobs.startSending,
      rehearsal: standIn && REHEARSAL_WORDS,
      addSampleReaders: standIn && (() => seedSampleReaders(app)),
      stop: ending.stop,
    },
  );
  return listenLocally(site, app.config.web.port);
}

async function serveApp(running: Running, calls: CallWatch, standIn: StandIn | undefined): Promise<void> {
  const { app, log, ending } = running;
  const jobs = startJobsThread(app.config, ending, calls);
  const site = await openSite(running, jobs, standIn);
  log.info(`the site is at ${site.url}, the studio at ${site.url}/studio`);
  const deliveries = standIn && reportDeliveries(app, standIn, ending.stop).catch((error: Error) => log.error(error));
  await untilAsked(ending);
  await deliveries;
  await ending.waitFor('the last answers of the site', site.close());
  await jobs.siteClosed();
}

/** The site, the studio and the scheduled jobs in one process, until a signal. Without a key it is a rehearsal. */
export async function serve(): Promise<ExitCode> {
  const config = configOrComplaint();
  if (!config) return 2;
  const log = pino({ name: 'verdicts' });
  if (!isRehearsal(config))
    return runUntilStopped(config, log, (running, calls) => serveApp(running, calls, undefined));
  log.info(REHEARSAL_WORDS);
  const { standIn, config: rehearsed } = await startRehearsal(config);
  try {
    return await runUntilStopped(rehearsed, log, (running, calls) => serveApp(running, calls, standIn));
  } finally {
    await standIn.close();
  }
}
