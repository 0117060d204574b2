import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AcceptedMail } from './resend/accepted-mail.ts';
import type { RandomFaults } from './resend/fault-script.ts';
import type { Fault } from './resend/faults.ts';
import type { LoggedRequest } from './resend/request-log.ts';

const SCRIPT = fileURLToPath(new URL('./fake-resend-process.ts', import.meta.url));

export type SpawnedFakeResend = {
  url: string;
  pid: number;
  accepted: () => Promise<AcceptedMail[]>;
  mailsTo: (address: string) => Promise<AcceptedMail[]>;
  requests: () => Promise<LoggedRequest[]>;
  script: (faults: readonly Fault[] | RandomFaults) => Promise<void>;
  setNow: (instant: Date) => Promise<void>;
  advance: (ms: number) => Promise<void>;
  reset: () => Promise<void>;
  /** SIGTERM ends it in order, SIGKILL as a power cut would. Resolves with the exit code when it is gone. */
  stop: (signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => Promise<number | null>;
};

/** The fake Resend in a process of its own; `words` are its command line, e.g. `['--record', file]`. */
export async function spawnFakeResend(words: readonly string[] = []): Promise<SpawnedFakeResend> {
  const child = spawn(process.execPath, [SCRIPT, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  exited.then(() => process.off('exit', endWithUs));
  const lines = createInterface({ input: child.stdout });
  const ready = await Promise.race([once(lines, 'line'), exited]);
  if (!Array.isArray(ready)) throw new Error(`The fake Resend ended with code ${ready} before it was ready`);
  const { url } = JSON.parse(ready[0]) as { url: string };
  return {
    url,
    pid: child.pid ?? 0,
    ...controlOf(url),
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return exited;
    },
  };
}

function controlOf(url: string): Omit<SpawnedFakeResend, 'url' | 'pid' | 'stop'> {
  return {
    accepted: () => readLines<AcceptedMail>(`${url}/_fake/accepted`),
    mailsTo: (address) => readLines<AcceptedMail>(`${url}/_fake/accepted?to=${encodeURIComponent(address)}`),
    requests: () => readLines<LoggedRequest>(`${url}/_fake/requests`),
    script: (faults) => post(`${url}/_fake/faults`, faults),
    setNow: (instant) => post(`${url}/_fake/now`, { now: instant }),
    advance: (ms) => post(`${url}/_fake/now`, { advanceMs: ms }),
    reset: () => post(`${url}/_fake/reset`, {}),
  };
}

async function readLines<Thing>(url: string): Promise<Thing[]> {
  const response = await fetch(url);
  const things: Thing[] = [];
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) things.push(JSON.parse(line) as Thing);
  }
  return things;
}

async function post(url: string, value: unknown): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(value) });
  if (!response.ok) throw new Error(`The fake Resend refused: ${await response.text()}`);
}
