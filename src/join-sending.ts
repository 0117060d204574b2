import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { type Pacer, pacerOfOneProcess } from '#delivery/pacer.ts';
import { type Asking, askProvider } from '#delivery/provider-list/ask-provider.ts';
import type { ReadingPorts } from '#delivery/provider-list/prove-deliveries.ts';
import type { Provider } from '#delivery/resend-provider.ts';
import { LANES } from '#delivery/send-alone.ts';
import { type SendWeekPorts, type SendWeekResult, sendWeek } from '#delivery/send-week.ts';
import { type BatchJob, type BatchJobs, jobWorker } from '#delivery/send-with-others.ts';
import { pacerOfAllMachines } from '#delivery/shared-pace-queries.ts';
import type { SendEvent } from '#delivery/work-on-batch.ts';
import type { IssueName } from '#issue/issue-name.ts';
import type { JobRunner } from '#schedule/job-runner.ts';
import type { Running } from '#schedule/work-queue.ts';

/** Who watches a sending, and may stop it. */
export type SendWatch = Pick<SendWeekPorts, 'report' | 'stop' | 'leavesPaused'>;

/** Who watches a reading of the provider's list, and may stop it. */
export type ReadingWatch = Pick<ReadingPorts, 'report' | 'stop'>;

/** Sending as this process takes part in it. */
export type Sending = {
  send(name: IssueName, provider: Provider, watch: SendWatch): Promise<SendWeekResult>;
  /** Takes batches of every issue that is being sent, until it is stopped; nothing where one process sends an issue alone. */
  workOnBatches(provider: Provider, watch: Pick<SendWatch, 'report' | 'stop'>): Promise<Running>;
  /** Asks the provider's list about the unknown deliveries of an issue. Sends nothing. */
  askProvider(name: IssueName, provider: Provider, watch: ReadingWatch): Promise<Asking>;
};

type Ports = Omit<SendWeekPorts, keyof SendWatch | keyof Provider | 'pacer' | 'wait' | 'jobs'>;

async function waitOrStop(ms: number, stop: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: stop }).catch(() => undefined);
}

function asking({ store, clock }: Ports, pacer: Pacer): Sending['askProvider'] {
  const fixed = { store, clock, pacer, wait: waitOrStop, mayRead: async () => true };
  return (name, provider, watch) => askProvider({ ...fixed, ...provider, ...watch }, name);
}

/** One sending after the other: the lease keeps other processes away, and this process is its holder in all of them. */
function sendingAlone(ports: Ports): Sending {
  const oneByOne = new PQueue({ concurrency: 1 });
  const pacer = pacerOfOneProcess(() => performance.now());
  return {
    send: (name, provider, watch) =>
      oneByOne.add(() => sendWeek({ ...ports, ...provider, pacer, wait: waitOrStop, ...watch }, name)),
    workOnBatches: async () => ({ stop: async () => undefined }),
    askProvider: asking(ports, pacer),
  };
}

function sendingWithOthers(ports: Ports, queueOf: NonNullable<JobRunner['queue']>): Sending {
  const pacer: Pacer = pacerOfAllMachines(ports.store, 'resend');
  const jobs: BatchJobs = {
    add: async (store, added) =>
      (await queueOf('batches')).add(
        store,
        added.map((job) => ({ key: `${job.issue}/${job.number}`, item: job })),
      ),
  };
  // Several sendings of one process take batches with the same lanes, until the last of them ends.
  let lanes: { started: Promise<Running>; users: number } | undefined;
  const workOnBatches: Sending['workOnBatches'] = async (provider, watch) => {
    const call = { ...ports, ...provider, pacer, wait: waitOrStop, ...watch };
    const work = jobWorker(call);
    const handle = (item: object) => work(item as BatchJob);
    lanes ??= { started: queueOf('batches').then((queue) => queue.work(LANES, handle)), users: 0 };
    const used = lanes;
    used.users += 1;
    const running = await used.started;
    return {
      async stop() {
        used.users -= 1;
        if (used.users > 0) return;
        if (lanes === used) lanes = undefined;
        await running.stop();
      },
    };
  };
  return {
    workOnBatches,
    askProvider: asking(ports, pacer),
    async send(name, provider, watch) {
      // Where no machine takes batches, as in a single command, this one does for as long as it lasts.
      const taking = await workOnBatches(provider, watch);
      try {
        return await sendWeek({ ...ports, ...provider, pacer, jobs, wait: waitOrStop, ...watch }, name);
      } finally {
        await taking.stop();
      }
    },
  };
}

/** Joins sending to how jobs run on this database. */
export function joinSending(
  ports: Ports,
  { queue }: Pick<JobRunner, 'queue'>,
  hear: (event: SendEvent) => void,
): Sending {
  const sending = queue ? sendingWithOthers(ports, queue) : sendingAlone(ports);
  /** Whoever watches the program hears of every sending. */
  const heard = <Watch extends Pick<SendWatch, 'report'>>(watch: Watch): Watch => ({
    ...watch,
    report(event: SendEvent) {
      hear(event);
      watch.report(event);
    },
  });
  return {
    ...sending,
    send: (name, provider, watch) => sending.send(name, provider, heard(watch)),
    workOnBatches: (provider, watch) => sending.workOnBatches(provider, heard(watch)),
  };
}
