import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { type ProcessUse, processUse, TELLS_USE } from './process-use.ts';

const COMMAND = new URL('../src/cli/verdicts.ts', import.meta.url).pathname;
const STARTS_MOST_MS = 60_000;

/** A site that answers, and where it tells of itself; ending it says what its process used. */
export type Serving = { url: string; metrics(): Promise<string>; end(): Promise<ProcessUse> };

/** The real `serve` in a process of its own, once its site answers. Unless told of a provider it reaches none: where its calls would go nobody listens. */
export async function serving(env: Readonly<Record<string, string>>): Promise<Serving> {
  const child = spawn(process.execPath, [...TELLS_USE, COMMAND, 'serve'], {
    env: { PATH: process.env.PATH, PORT: '0', MONITOR_PORT: '0', RESEND_BASE_URL: 'http://127.0.0.1:9', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints = text(child.stderr);
  const ended = once(child, 'close');
  const overdue = setTimeout(() => child.kill('SIGKILL'), STARTS_MOST_MS);
  let metricsUrl = '';
  for await (const line of createInterface(child.stdout)) {
    metricsUrl = /are at (http:\/\/[\d.:]+\/metrics)/.exec(line)?.[1] ?? metricsUrl;
    const url = /the site is at (http:\/\/[\d.:]+)/.exec(line)?.[1];
    if (url === undefined) continue;
    clearTimeout(overdue);
    // What it says from now on is not waited for, but must not fill the pipe.
    child.stdout.resume();
    const end = async () => {
      child.kill('SIGTERM');
      await ended;
      return processUse(await complaints);
    };
    return { url, metrics: async () => (await fetch(metricsUrl)).text(), end };
  }
  throw new Error(`serve ended before its site answered: ${await complaints}`);
}
