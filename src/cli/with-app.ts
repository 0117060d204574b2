import { existsSync } from 'node:fs';
import { readyMailInThread } from '#rendering/ready-mail-thread.ts';
import { databaseName } from '#store/database-name.ts';
import { firstRehearsal } from '#store/rehearsal-queries.ts';
import { type App, type CallWatch, openApp, UNWATCHED } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import type { ExitCode } from './exit-code.ts';

/** The settings of the environment and of a .env file beside package.json; undefined after saying what is wrong with them. */
export function configOrComplaint(): Config | undefined {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { config, problems } = readConfig(process.env);
  for (const problem of problems) console.error(`settings: ${problem}`);
  return config;
}

/** What a rehearsal says was accepted reached nobody: real mail does not begin in its database. */
async function wasRehearsedIn({ config, store }: App): Promise<boolean> {
  const since = config.resend.apiKey === undefined ? undefined : await firstRehearsal(store);
  if (since === undefined) return false;
  console.error(
    `settings: DATABASE_URL ${databaseName(config.databaseUrl)} was rehearsed in since ${since}: readers stand in it as mailed whom no mail reached. Set another one and import your list into it.`,
  );
  return true;
}

/** Runs a command on an app with these settings and closes it, whatever happens. */
export async function runApp(
  config: Config,
  command: (app: App) => Promise<ExitCode>,
  { complain, calls = UNWATCHED }: { complain?: (error: Error) => void; calls?: CallWatch } = {},
): Promise<ExitCode> {
  const app = await openApp(config, undefined, complain, { ...calls, readyMail: readyMailInThread });
  try {
    return (await wasRehearsedIn(app)) ? 2 : await command(app);
  } finally {
    await app.close();
  }
}

/** Runs a command on an app with the settings of the environment. Settings that are wrong end it with 2. */
export async function withApp(command: (app: App) => Promise<ExitCode>): Promise<ExitCode> {
  const config = configOrComplaint();
  return config ? runApp(config, command) : 2;
}
