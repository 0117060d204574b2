import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { type ProcessUse, processUse, TELLS_USE } from './process-use.ts';

const COMMAND = new URL('../src/cli/verdicts.ts', import.meta.url).pathname;

export type MeasuredCommand = ProcessUse & { output: string; seconds: number };

/** Runs the real command in a process of its own, its start included, and ends it when it takes longer than it may. */
export async function measuredCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  mostMs: number,
): Promise<MeasuredCommand> {
  const began = performance.now();
  const child = spawn(process.execPath, [...TELLS_USE, COMMAND, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: mostMs,
  });
  const [output, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${complaints}`);
  return { output, seconds: (performance.now() - began) / 1000, ...processUse(complaints) };
}
