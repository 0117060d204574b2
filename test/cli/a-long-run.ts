import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { vi } from 'vitest';

export type LongRun = {
  /** Everything it has logged. */
  log(): string;
  /** Waits for a line of the log and says what the pattern's group holds. */
  logged(pattern: RegExp): Promise<string>;
  signal(name: 'SIGINT' | 'SIGTERM'): void;
  /** With which code it ended. */
  ended: Promise<number | null>;
  /** Asks it to end, by its id, and says with which code it did. */
  end(): Promise<number | null>;
};

const PATIENCE = { timeout: 30_000, interval: 50 };
const KILLED_AFTER_MS = 15_000;

/** A command that goes on until a signal, as a process of its own. */
export function startRun(command: 'serve' | 'worker', env: NodeJS.ProcessEnv): LongRun {
  const child = spawn(process.execPath, ['src/cli/verdicts.ts', command], { env });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (log += data));
  return {
    log: () => log,
    logged: (pattern) =>
      vi.waitFor(() => {
        const found = pattern.exec(log);
        if (!found) throw new Error(`nothing like ${pattern} in the log:\n${log.slice(-2000)}`);
        return found[1] ?? '';
      }, PATIENCE),
    signal: (name) => void child.kill(name),
    ended,
    async end() {
      child.kill('SIGTERM');
      const killing = setTimeout(() => child.kill('SIGKILL'), KILLED_AFTER_MS);
      return ended.finally(() => clearTimeout(killing));
    },
  };
}
