import pino from 'pino';
import type { ExitCode } from './exit-code.ts';
import { runJobs } from './run-jobs.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { configOrComplaint } from './with-app.ts';

/** The scheduled jobs alone, until a signal. */
export async function worker(): Promise<ExitCode> {
  const config = configOrComplaint();
  return config ? runUntilStopped(config, pino({ name: 'verdicts' }), runJobs) : 2;
}
