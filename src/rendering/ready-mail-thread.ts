import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ReadiedMail, ReadyMail } from './ready-mail.ts';

const FILE = new URL('./ready-mail-worker.ts', import.meta.url);

/**
 * The same in a thread that ends with it: what rendering loads, some 80 MB, is gone when the sending begins, and whoever reads
 * a page of the same program does not wait for it.
 */
export const readyMailInThread: ReadyMail = async (mail) => {
  const worker = new Worker(FILE, { workerData: mail });
  let made: ReadiedMail | undefined;
  worker.once('message', (readied: ReadiedMail) => {
    made = readied;
  });
  // Rejects with what the thread threw.
  await once(worker, 'exit');
  if (!made) throw new Error('the thread that renders ended without a mail -- invariant');
  return made;
};
