import pino from 'pino';
import type { ExitCode } from './exit-code.ts';
import { runJobs } from './run-jobs.ts';
import { stopSignal } from './stop-signal.ts';
import { withApp } from './with-app.ts';

/** The scheduled jobs alone, until a signal. */
export function worker(): Promise<ExitCode> {
  return withApp(async (app) => {
    await runJobs(app, pino({ name: 'verdicts' }), stopSignal());
    return 0;
  });
}
