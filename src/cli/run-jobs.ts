import type { Logger } from 'pino';
import { runSchedule } from '#schedule/run-schedule.ts';
import { schedule } from '../../jobs/schedule.ts';
import type { App } from '../app.ts';

/** Runs the table of times until `stop` is signalled; what is in flight is finished first. */
export async function runJobs(app: App, log: Logger, stop: AbortSignal): Promise<void> {
  const { store, clock, holder } = app;
  const { timeZone } = app.config;
  const jobs = schedule(app, stop, (message) => log.error(message));
  for (const { name, cron } of jobs) log.info({ job: name, cron, timeZone }, 'scheduled');
  const running = await runSchedule(
    { store, clock, holder, timeZone, report: (line, level) => log[level](line) },
    jobs,
  );
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
  log.info('stopping');
  await running.stop();
}
