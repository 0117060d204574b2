import pino from 'pino';
import { runSchedule } from '#schedule/run-schedule.ts';
import { schedule } from '../../jobs/schedule.ts';
import type { ExitCode } from './exit-code.ts';
import { stopSignal } from './stop-signal.ts';
import { withApp } from './with-app.ts';

/** Runs the table of times until a signal; what is in flight is finished first. */
export function worker(): Promise<ExitCode> {
  return withApp(async (app) => {
    const log = pino({ name: 'verdicts' });
    const stop = stopSignal();
    const jobs = schedule(app, stop);
    for (const { name, cron } of jobs) log.info({ job: name, cron, timeZone: app.config.timeZone }, 'scheduled');
    const { store, clock, holder } = app;
    const running = await runSchedule(
      { store, clock, holder, timeZone: app.config.timeZone, report: (line) => log.info(line) },
      jobs,
    );
    if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
    log.info('stopping');
    await running.stop();
    return 0;
  });
}
