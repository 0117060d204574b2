import { Worker } from 'node:worker_threads';
import type { IssueName } from '#issue/issue-name.ts';
import type { CallWatch } from '../app.ts';
import type { Config } from '../config.ts';
import type { FromJobs, ToJobs } from './jobs-messages.ts';
import type { OrderlyEnd } from './orderly-end.ts';

/** The scheduled jobs and sendings of a site, in a thread of their own: pages do not wait for what they compute. */
export type JobsThread = {
  startSending(name: IssueName): void;
  /** Lets it end, once it was told to stop: the site takes nothing in any more. */
  siteClosed(): Promise<void>;
};

const FILE = new URL('./jobs-worker.ts', import.meta.url);

/** Starts the jobs. A fault of theirs is one of the program: it is thrown where nobody catches it. */
export function startJobsThread(config: Config, ending: OrderlyEnd, calls: CallWatch): JobsThread {
  const worker = new Worker(FILE, { workerData: config });
  const tell = (message: ToJobs) => worker.postMessage(message);
  const ended = Promise.withResolvers<void>();
  const works = new Map<number, () => void>();
  worker.on('message', (message: FromJobs) => {
    if (message.kind === 'called') calls.called(message.call);
    if (message.kind === 'heard') calls.hear(message.event);
    if (message.kind === 'ended') works.get(message.work)?.();
    if (message.kind === 'begun') {
      const { promise, resolve } = Promise.withResolvers<void>();
      works.set(message.work, resolve);
      void ending.waitFor(message.what, promise).then(() => works.delete(message.work));
    }
  });
  worker.on('error', (error) => {
    throw error;
  });
  worker.on('exit', () => ended.resolve());
  ending.stop.addEventListener('abort', () => tell({ kind: 'stop' }), { once: true });
  ending.giveUp.addEventListener('abort', () => tell({ kind: 'give-up' }), { once: true });
  return {
    startSending: (name) => tell({ kind: 'send', name }),
    async siteClosed() {
      tell({ kind: 'site-closed' });
      await ending.waitFor('the jobs', ended.promise);
    },
  };
}
