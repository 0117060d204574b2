import { fromKysely, type PgBoss, type Queue } from 'pg-boss';
import type { Store } from '#store/open-store.ts';
import type { Running, WorkQueue } from './work-queue.ts';

/** A machine that is silent for so long has died or stands still: somebody else takes what it had. */
const HEARTBEAT_SECONDS = 10;

const RETRIES: Omit<Queue, 'name'> = {
  policy: 'exclusive',
  notify: true,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  retryLimit: 10,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  deleteAfterSeconds: 24 * 3600,
};

const LOOK_EVERY_SECONDS = 2;

type Options = { name: string; complain(error: Error): void };

async function hearOfGivenUp(boss: PgBoss, name: string, complain: Options['complain']): Promise<void> {
  await boss.work(name, async ([job]) => {
    complain(
      new Error(`${JSON.stringify(job?.data)} was tried ${RETRIES.retryLimit} times in vain and is given up for now`),
    );
  });
}

/** Takes one item after the other, without a pause while there are any. */
async function startLane(boss: PgBoss, name: string, handle: (item: object) => Promise<void>): Promise<void> {
  let lane = '';
  const options = { pollingIntervalSeconds: LOOK_EVERY_SECONDS, notifyPollingIntervalSeconds: LOOK_EVERY_SECONDS };
  lane = await boss.work<object>(name, options, async ([job]) => {
    try {
      if (job) await handle(job.data);
    } finally {
      boss.notifyWorker(lane);
    }
  });
}

/** A queue in the database, shared by every machine on it. What is given up goes to a queue of dead letters and is complained of. */
export async function pgBossQueue(boss: PgBoss, { name, complain }: Options): Promise<WorkQueue> {
  const deadLetter = `${name}-given-up`;
  await boss.createQueue(deadLetter);
  await boss.createQueue(name, { ...RETRIES, deadLetter });
  return {
    async add(store: Store, items) {
      if (items.length === 0) return;
      const jobs = items.map(({ key, item }) => ({ data: item, singletonKey: key }));
      await boss.insert(name, jobs, { db: fromKysely(store) });
    },
    async work(atOnce, handle): Promise<Running> {
      await hearOfGivenUp(boss, deadLetter, complain);
      await Promise.all(Array.from({ length: atOnce }, () => startLane(boss, name, handle)));
      return {
        async stop() {
          await boss.offWork(name, { wait: true });
          await boss.offWork(deadLetter, { wait: true });
        },
      };
    },
  };
}
