import type { PgBoss } from 'pg-boss';
import { type ScheduledJob, type SchedulePorts, tickJob } from './run-schedule.ts';
import type { Running } from './work-queue.ts';

const PREFIX = 'schedule-';

/** One at a time on all machines, and for as long as it takes. What a machine had when it died, another takes up. */
const ONE_AT_A_TIME = {
  policy: 'exclusive',
  notify: true,
  heartbeatSeconds: 10,
  expireInSeconds: 24 * 3600 - 1,
  // A machine that dies or stands still holds its lease a little longer than its job.
  retryLimit: 5,
  retryDelay: 5,
  deleteAfterSeconds: 3600,
};

/** Rejects, so that it is tried again in a moment, where another machine holds the job's lease. */
async function tick(ports: SchedulePorts, job: ScheduledJob): Promise<void> {
  const ticked = await tickJob(ports, job).catch((error: Error) =>
    ports.report(`${job.name} failed: ${error.message}`, 'error'),
  );
  if (ticked === 'elsewhere') throw new Error(`${job.name} is held by another machine`);
}

/** Jobs that an earlier version ran are not woken any more. */
async function forgetOtherJobs(boss: PgBoss, queues: readonly string[]): Promise<void> {
  for (const { name } of await boss.getSchedules())
    if (name.startsWith(PREFIX) && !queues.includes(name)) await boss.unschedule(name);
}

/**
 * Runs the table of times on every machine of a database: pg-boss wakes each job every minute on one of them, and the slots
 * decide, as in one process.
 */
export async function runOnPgBoss(boss: PgBoss, ports: SchedulePorts, jobs: readonly ScheduledJob[]): Promise<Running> {
  const queues = jobs.map((job) => ({ job, queue: `${PREFIX}${job.name}` }));
  for (const { job, queue } of queues) {
    await boss.createQueue(queue, ONE_AT_A_TIME);
    await boss.work(queue, { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 }, () => tick(ports, job));
    await boss.schedule(queue, '* * * * *', null, { tz: 'UTC' });
    // What was missed does not wait for the next minute.
    await boss.send(queue);
  }
  const names = queues.map(({ queue }) => queue);
  await forgetOtherJobs(boss, names);
  return {
    async stop() {
      await Promise.all(names.map((queue) => boss.offWork(queue, { wait: true })));
    },
  };
}
