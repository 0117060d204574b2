import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export type Ended = { code: number | null; output: string; ranTooLong: boolean };

export type Child = { kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void; ended: Promise<Ended> };

export type ChildOptions = { environment: NodeJS.ProcessEnv; cwd?: string; limitMs?: number };

/** A process that does not end by itself by then hangs. */
const LIMIT_MS = 180_000;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a script of the project in a process of its own, which outlives neither its limit nor this process. */
export function startChild(words: readonly string[], { environment, cwd = PROJECT, limitMs = LIMIT_MS }: ChildOptions) {
  const child = spawn(process.execPath, words, { cwd, env: { PATH: process.env.PATH, ...environment } });
  running.add(child);
  let output = '';
  let ranTooLong = false;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const limit = setTimeout(() => {
    ranTooLong = true;
    child.kill('SIGKILL');
  }, limitMs);
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      clearTimeout(limit);
      running.delete(child);
      resolve({ code, output, ranTooLong });
    });
  });
  return { kill: (signal) => void child.kill(signal), ended } satisfies Child;
}
