import { isPostgresUrl } from '#store/open-store.ts';
import type { ScheduledJob, SchedulePorts } from './run-schedule.ts';
import type { Running, WorkQueue } from './work-queue.ts';

/** Runs jobs for everybody on one database: the only place that knows how. */
export type JobRunner = {
  runSchedule(ports: SchedulePorts, jobs: readonly ScheduledJob[]): Promise<Running>;
  /** A queue by its name, for all machines; undefined where one process does everything itself. */
  queue: ((name: string) => Promise<WorkQueue>) | undefined;
  close(): Promise<void>;
};

/** Within the ten seconds that a program may take to end. */
const LAST_JOBS_MS = 8000;

/** SQLite: this process alone, woken by node-cron. */
const inProcess: JobRunner = {
  runSchedule: async (ports, jobs) => (await import('./run-schedule.ts')).runSchedule(ports, jobs),
  queue: undefined,
  close: async () => undefined,
};

/** As for the store's own connections: a machine that stands still lets go of its locks. */
const IDLE_IN_TRANSACTION_MOST_MS = 10_000;

async function startPgBoss(url: string, complain: (error: Error) => void) {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'verdicts-jobs',
    max: 4,
    options: `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MOST_MS}`,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', complain);
  return boss.start();
}

/** PostgreSQL: every machine on it, by pg-boss, which is started when it is first needed. */
function onPostgres(url: string, complain: (error: Error) => void): JobRunner {
  let started: ReturnType<typeof startPgBoss> | undefined;
  const boss = () => {
    started ??= startPgBoss(url, complain);
    return started;
  };
  const queues = new Map<string, Promise<WorkQueue>>();
  return {
    async runSchedule(ports, jobs) {
      const { runOnPgBoss } = await import('./pg-boss-schedule.ts');
      return runOnPgBoss(await boss(), ports, jobs);
    },
    async queue(name) {
      const { pgBossQueue } = await import('./pg-boss-queue.ts');
      const queue = queues.get(name) ?? pgBossQueue(await boss(), { name, complain });
      queues.set(name, queue);
      return queue;
    },
    async close() {
      const boss = await started?.catch(() => undefined);
      await boss?.stop({ graceful: true, timeout: LAST_JOBS_MS });
    },
  };
}

/** How jobs run on the database at this address; `complain` hears what goes wrong in the background. */
export function jobRunner(databaseUrl: string, complain: (error: Error) => void): JobRunner {
  return isPostgresUrl(databaseUrl) ? onPostgres(databaseUrl, complain) : inProcess;
}
