import type { ScheduledJob } from '#schedule/run-schedule.ts';
import { resumeSending } from '../../jobs/resume-sending.ts';
import { schedule } from '../../jobs/schedule.ts';
import { type OrderlyEnd, untilAsked } from './orderly-end.ts';
import type { Running } from './run-until-stopped.ts';

/** A job whose name is said when the end of the program has to wait for it. */
function awaitedJob(job: ScheduledJob, { waitFor }: OrderlyEnd): ScheduledJob {
  return {
    ...job,
    run: (slot) => waitFor(`the job ${job.name}`, job.run(slot)),
    missed: (slot) => waitFor(`the job ${job.name}`, job.missed(slot)),
  };
}

/** Runs the table of times until the program is asked to end; what is in flight is finished first. */
export async function runJobs({ app, log, ending }: Running): Promise<void> {
  const { store, clock, holder } = app;
  const { timeZone } = app.config;
  const { stop, waitFor } = ending;
  const jobs = schedule(app, stop, (message) => log.error(message));
  for (const { name, cron } of jobs) log.info({ job: name, cron, timeZone }, 'scheduled');
  const provider = await app.provider();
  const batches = provider && (await app.workOnBatches(provider, { report: () => undefined, stop }));
  // What a process left behind that died a moment ago does not wait for the next slot.
  const resuming = waitFor('the sending that goes on', resumeSending(app, stop)).then(
    (outcome) => outcome !== undefined && log.info(outcome),
    (error) => log.error(error),
  );
  const running = await app.runSchedule(
    { store, clock, holder, timeZone, report: (line, level) => log[level](line) },
    jobs.map((job) => awaitedJob(job, ending)),
  );
  await untilAsked(ending);
  // Both at once: what is still taken from the queue would only be given back, and counts as a try.
  await Promise.all([
    waitFor('the schedule', running.stop()),
    batches && waitFor('batches under way', batches.stop()),
    resuming,
  ]);
}
