import { CommanderError } from 'commander';
import { databaseRemedy } from './database-trouble.ts';
import type { ExitCode } from './exit-code.ts';

/** How long a finished command waits for what a library left open, a connection that is being made anew for example. */
const LEFT_OPEN_MS = 1000;

/** Says what ended a command: the system's refusals in one line, our own faults with the place they happened at. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  const remedy = databaseRemedy({ code, message });
  const named = code === undefined ? message : `${message} (${code})`;
  if (remedy !== undefined) console.error(`verdicts: the database: ${named}: ${remedy}, then run the command again`);
  else console.error(code === undefined ? stack : `verdicts: ${named}`);
  return 1;
}

/** Ends the process of a finished command, also when something keeps it from ending by itself. */
export function endSoon(): void {
  setTimeout(() => process.exit(), LEFT_OPEN_MS).unref();
}
