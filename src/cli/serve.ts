import pino from 'pino';
import { registerJsx } from '#rendering/register-jsx.ts';
import { backgroundSending } from './background-sending.ts';
import type { ExitCode } from './exit-code.ts';
import { type Listener, listenLocally } from './listen-locally.ts';
import { isRehearsal, REHEARSAL_WORDS, reportDeliveries, startRehearsal } from './rehearsal.ts';
import { runJobs } from './run-jobs.ts';
import { type Running, runUntilStopped } from './run-until-stopped.ts';
import { seedSampleReaders } from './sample-readers.ts';
import type { StandIn } from './stand-in.ts';
import { untilStopped } from './until-stopped.ts';
import { configOrComplaint } from './with-app.ts';

type Sending = ReturnType<typeof backgroundSending>;

async function openSite(
  { app, log, ending }: Running,
  sending: Sending,
  standIn: StandIn | undefined,
): Promise<Listener> {
  registerJsx();
  const { siteApp } = await import('./site-app.ts');
  const site = siteApp(
    { ...app, provider: untilStopped(app.provider, ending.stop) },
    {
      report: (error) => log.error(error),
      announce: (line) => log.info(line),
      startSending: sending.start,
      rehearsal: standIn && REHEARSAL_WORDS,
      addSampleReaders: standIn && (() => seedSampleReaders(app)),
      stop: ending.stop,
    },
  );
  return listenLocally(site, app.config.web.port);
}

async function serveApp(running: Running, standIn: StandIn | undefined): Promise<void> {
  const { app, log, ending } = running;
  const sending = backgroundSending(running);
  const site = await openSite(running, sending, standIn);
  log.info(`the site is at ${site.url}, the studio at ${site.url}/studio`);
  const deliveries = standIn && reportDeliveries(app, standIn, ending.stop).catch((error: Error) => log.error(error));
  await runJobs(running);
  await deliveries;
  await sending.finished();
  await ending.waitFor('the last answers of the site', site.close());
  // What an editor asked for until then is written down by it, and goes on with the next start.
  await sending.finished();
}

/** The site, the studio and the scheduled jobs in one process, until a signal. Without a key it is a rehearsal. */
export async function serve(): Promise<ExitCode> {
  const config = configOrComplaint();
  if (!config) return 2;
  const log = pino({ name: 'verdicts' });
  if (!isRehearsal(config)) return runUntilStopped(config, log, (running) => serveApp(running, undefined));
  log.info(REHEARSAL_WORDS);
  const { standIn, config: rehearsed } = await startRehearsal(config);
  try {
    return await runUntilStopped(rehearsed, log, (running) => serveApp(running, standIn));
  } finally {
    await standIn.close();
  }
}
