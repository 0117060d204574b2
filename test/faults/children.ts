import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The folder that senders run in. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export type Ended = { code: number | null; output: string; ranTooLong: boolean };

export type Child = {
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Waits until it has said something like this. */
  said(words: RegExp): Promise<RegExpExecArray>;
  ended: Promise<Ended>;
};

export type ChildOptions = { environment: NodeJS.ProcessEnv; cwd: string };

/** A process that does not end by itself by then hangs. */
const LIMIT_MS = 180_000;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a script of the project in a process of its own, which outlives neither its limit nor this process. */
export function startChild(words: readonly string[], { environment, cwd }: ChildOptions): Child {
  const child = spawn(process.execPath, words, { cwd, env: { PATH: process.env.PATH, ...environment } });
  running.add(child);
  let output = '';
  let ranTooLong = false;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const limit = setTimeout(() => {
    ranTooLong = true;
    child.kill('SIGKILL');
  }, LIMIT_MS);
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      clearTimeout(limit);
      running.delete(child);
      resolve({ code, output, ranTooLong });
    });
  });
  const said = async (words: RegExp) => {
    for (;;) {
      const found = words.exec(output);
      if (found) return found;
      if (!running.has(child)) throw new Error(`it ended without saying ${words}: ${output.slice(-1000)}`);
      await sleep(20);
    }
  };
  return { kill: (signal) => void child.kill(signal), said, ended };
}
