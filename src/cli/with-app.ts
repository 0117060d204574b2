import { existsSync } from 'node:fs';
import { type App, openApp } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import type { ExitCode } from './exit-code.ts';

/** The settings of the environment and of a .env file beside package.json; undefined after saying what is wrong with them. */
export function configOrComplaint(): Config | undefined {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { config, problems } = readConfig(process.env);
  for (const problem of problems) console.error(`settings: ${problem}`);
  return config;
}

/** Runs a command on an open app and closes it, whatever happens. Settings that are wrong end it with 2. */
export async function withApp(
  command: (app: App) => Promise<ExitCode>,
  complain?: (error: Error) => void,
): Promise<ExitCode> {
  const config = configOrComplaint();
  if (!config) return 2;
  const app = await openApp(config, undefined, complain);
  try {
    return await command(app);
  } finally {
    await app.close();
  }
}
