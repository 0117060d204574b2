import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const COMMAND = new URL('../../src/cli/verdicts.ts', import.meta.url).pathname;
const STARTS_MOST_MS = 60_000;

export type Serving = { url: string; end(): Promise<void> };

/** The real `serve` in a process of its own, once its site answers. It reaches no provider: where its calls would go nobody listens. */
export async function serving(env: Readonly<Record<string, string>>): Promise<Serving> {
  const settings = { PATH: process.env.PATH, PORT: '0', RESEND_BASE_URL: 'http://127.0.0.1:9', ...env };
  const nodeOptions = process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [];
  const child = spawn(process.execPath, [...nodeOptions, COMMAND, 'serve'], {
    env: settings,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const end = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const overdue = setTimeout(() => child.kill('SIGKILL'), STARTS_MOST_MS);
  const lines = createInterface(child.stdout);
  for await (const line of lines) {
    const url = /the site is at (http:\/\/[\d.:]+)/.exec(line)?.[1];
    if (url === undefined) continue;
    clearTimeout(overdue);
    // What it says from now on is not waited for, but must not fill the pipe.
    child.stdout.resume();
    return { url, end };
  }
  throw new Error('serve ended before its site answered');
}
