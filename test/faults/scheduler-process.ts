/** Looks at the jobs that make and mail issues whenever a line names the time that it is, and answers when all are done. */
import { createInterface } from 'node:readline';
import { tickJob } from '#schedule/run-schedule.ts';
import { schedule } from '../../jobs/schedule.ts';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';

const JOBS = ['compose-draft', 'weekly-issue', 'resume-sending'];

const { config, problems } = readConfig(process.env);
if (!config) throw new Error(`the schedule has no settings: ${problems.join(', ')}`);
let now = new Date(0);
const app = await openApp(config, () => now);
const complain = (message: string) => console.error(message);
const jobs = schedule(app, new AbortController().signal, complain).filter(({ name }) => JOBS.includes(name));
const { store, clock, holder } = app;
const ports = { store, clock, holder, timeZone: config.timeZone, report: () => undefined };

for await (const instant of createInterface({ input: process.stdin })) {
  now = new Date(instant);
  for (const job of jobs) await tickJob(ports, job).catch((error: Error) => complain(`${job.name}: ${error.stack}`));
  console.log('looked');
}
await app.close();
