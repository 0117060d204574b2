import type { Logger } from 'pino';
import { resumeSending } from '../../jobs/resume-sending.ts';
import { schedule } from '../../jobs/schedule.ts';
import type { App } from '../app.ts';

/** Runs the table of times until `stop` is signalled; what is in flight is finished first. */
export async function runJobs(app: App, log: Logger, stop: AbortSignal): Promise<void> {
  const { store, clock, holder } = app;
  const { timeZone } = app.config;
  const jobs = schedule(app, stop, (message) => log.error(message));
  for (const { name, cron } of jobs) log.info({ job: name, cron, timeZone }, 'scheduled');
  const provider = await app.provider();
  const batches = provider && (await app.workOnBatches(provider, { report: () => undefined, stop }));
  // What a process left behind that died a moment ago does not wait for the next slot.
  const resuming = resumeSending(app, stop).then(
    (outcome) => outcome !== undefined && log.info(outcome),
    (error) => log.error(error),
  );
  const running = await app.runSchedule(
    { store, clock, holder, timeZone, report: (line, level) => log[level](line) },
    jobs,
  );
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
  log.info('stopping');
  await running.stop();
  await batches?.stop();
  await resuming;
}
