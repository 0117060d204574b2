import { CommanderError } from 'commander';
import type { ExitCode } from './exit-code.ts';

/** What the driver of PostgreSQL says without a code when the server is gone or does not answer. */
const CONNECTION_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** How long a finished command waits for what a library left open, a connection that is being made anew for example. */
const LEFT_OPEN_MS = 1000;

/** Says what ended a command: the system's refusals in one line, our own faults with the place they happened at. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code !== undefined) console.error(`verdicts: ${message} (${code})`);
  else if (CONNECTION_WORDS.test(message)) console.error(`verdicts: the database: ${message}`);
  else console.error(stack);
  return 1;
}

/** Ends the process of a finished command, also when something keeps it from ending by itself. */
export function endSoon(): void {
  setTimeout(() => process.exit(), LEFT_OPEN_MS).unref();
}
