import { constants, setPriority } from 'node:os';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import pino from 'pino';
import { readyMailInThread } from '#rendering/ready-mail-thread.ts';
import { openApp, type ProgramPorts } from '../app.ts';
import type { Config } from '../config.ts';
import { backgroundSending } from './background-sending.ts';
import type { FromJobs, ToJobs } from './jobs-messages.ts';
import type { OrderlyEnd } from './orderly-end.ts';
import { runJobs } from './run-jobs.ts';

/** Pages come first where a processor is wanted by both. Linux has priorities by thread; elsewhere it would be the pages' as well. */
function standBack(): void {
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
}

/** The site, which the end of the program is up to, hears of the work that it has to wait for. */
function toldWork(tell: (message: FromJobs) => void): OrderlyEnd['waitFor'] {
  let works = 0;
  return async (what, promise) => {
    works += 1;
    const work = works;
    tell({ kind: 'begun', work, what });
    return promise.finally(() => tell({ kind: 'ended', work }));
  };
}

/** The scheduled jobs and what editors send, until the site at the other end of the port has ended. */
async function workFor(site: MessagePort, config: Config): Promise<void> {
  const log = pino({ name: 'verdicts' });
  const stop = new AbortController();
  const giveUp = new AbortController();
  const siteClosed = Promise.withResolvers<void>();
  const tell = (message: FromJobs) => site.postMessage(message);
  const signals = { stop: stop.signal, giveUp: giveUp.signal };
  const ports: ProgramPorts = {
    ...signals,
    called: (call) => tell({ kind: 'called', call }),
    hear: (event) => tell({ kind: 'heard', event }),
    readyMail: readyMailInThread,
  };
  const app = await openApp(config, undefined, (error) => log.error(error), ports);
  const running = { app, log, ending: { ...signals, waitFor: toldWork(tell) } };
  const sending = backgroundSending(running);
  // What the site said until now has waited in the port.
  site.on('message', (message: ToJobs) => {
    if (message.kind === 'send') sending.start(message.name);
    if (message.kind === 'stop') stop.abort();
    if (message.kind === 'give-up') giveUp.abort();
    if (message.kind === 'site-closed') siteClosed.resolve();
  });
  try {
    await runJobs(running);
    await siteClosed.promise;
    // What an editor asked for until then is written down by it, and goes on with the next start.
    await sending.finished();
  } finally {
    await app.close();
    site.close();
  }
}

if (!parentPort) throw new Error('the jobs of a site run in a thread of it -- invariant');
standBack();
await workFor(parentPort, workerData as Config);
