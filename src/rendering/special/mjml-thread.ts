import { Worker } from 'node:worker_threads';
import type { MjmlAnswer } from './mjml-worker.ts';

export type ThreadLimits = { milliseconds: number; heapMegabytes: number; idleMilliseconds: number };

export type ThreadAnswer = MjmlAnswer | { kind: 'stopped'; reason: 'time' | 'memory' | 'failure' };

/** Loading MJML takes about a second and 100 MB on a small machine; the largest layout we let through, half a second. */
const LIMITS: ThreadLimits = { milliseconds: 10_000, heapMegabytes: 256, idleMilliseconds: 60_000 };

const FILE = new URL('./mjml-worker.ts', import.meta.url);

function startWorker({ heapMegabytes }: ThreadLimits): Worker {
  const worker = new Worker(FILE, {
    // No secret of the process is worth lending to whatever a layout sets off.
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMegabytes,
      maxYoungGenerationSizeMb: heapMegabytes / 8,
      stackSizeMb: 4,
    },
  });
  // MJML prints what it does not like; it is all in its errors.
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}

function ask(worker: Worker, mjml: string, { milliseconds }: ThreadLimits): Promise<ThreadAnswer> {
  const { promise, resolve } = Promise.withResolvers<ThreadAnswer>();
  const stopped = (reason: 'time' | 'memory' | 'failure') => resolve({ kind: 'stopped', reason });
  const onError = (error: Error & { code?: string }) =>
    stopped(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failure');
  const onExit = () => stopped('failure');
  const timer = setTimeout(() => stopped('time'), milliseconds);
  worker.once('message', resolve).once('error', onError).once('exit', onExit);
  worker.postMessage(mjml);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', resolve).off('error', onError).off('exit', onExit);
  });
}

/**
 * One thread that compiles one layout at a time. It is kept for the next one, since an editor's preview asks again and again,
 * and ended when it has been idle for a while or has gone over a limit.
 */
export function mjmlThread(limits: ThreadLimits = LIMITS) {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const stop = async (): Promise<void> => {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  const start = (): Worker => {
    const started = startWorker(limits);
    // An error between two layouts has nobody waiting for it; the next layout gets a new thread.
    started.on('error', () => {});
    started.once('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  };
  const compileNow = async (mjml: string): Promise<ThreadAnswer> => {
    clearTimeout(idle);
    worker ??= start();
    worker.ref();
    const answer = await ask(worker, mjml, limits);
    if (answer.kind === 'stopped') await stop();
    worker?.unref();
    idle = setTimeout(stop, limits.idleMilliseconds).unref();
    return answer;
  };
  return {
    compile(mjml: string): Promise<ThreadAnswer> {
      const answer = queue.then(() => compileNow(mjml));
      queue = answer;
      return answer;
    },
    stop,
  };
}

export type MjmlThread = ReturnType<typeof mjmlThread>;
