import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type ProcessUse, processUse, TELLS_USE } from './process-use.ts';

/** What a process took by the clock and otherwise; `startedAt` in milliseconds since 1970, `output` what it said on stdout. */
export type Usage = ProcessUse & { startedAt: number; seconds: number; output: string };

/** The folder that commands run in. */
const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Nothing that is measured takes longer, or something is wrong. */
const MOST_MS = 15 * 60_000;

/** Runs a script of the project to its end and says what it took; rejects when it fails. */
export async function runMeasured(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Usage> {
  const startedAt = Date.now();
  const began = performance.now();
  const child = spawn(process.execPath, [...TELLS_USE, ...words], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH, ...environment },
    timeout: MOST_MS,
  });
  const [output, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${complaints.slice(-2000)}`);
  return { startedAt, seconds, output, ...processUse(complaints) };
}

/** The same for a command of the product, as a person would type it. */
export function runCommand(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<Usage> {
  return runMeasured(['src/cli/verdicts.ts', ...words], environment);
}
