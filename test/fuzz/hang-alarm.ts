import { Worker } from 'node:worker_threads';

/** Ends the process when a turn neither ends nor fails, saying which: nothing else could, while one thread is busy. */
export function hangAlarm(mostMs: number) {
  const worker = new Worker(new URL('./hang-alarm-thread.ts', import.meta.url), {
    workerData: { mostMs },
    execArgv: [],
  });
  worker.unref();
  return {
    /** Starts the watch over again. */
    begin: (what: string) => worker.postMessage(what),
    stop: () => worker.terminate(),
  };
}
