import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const COMMAND = new URL('../../src/cli/verdicts.ts', import.meta.url).pathname;

/** Has a process say at its end what it used. */
const TELLS_USE = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => console.error("\\nused " + JSON.stringify(process.resourceUsage())))',
)}`;

type Use = { maxRSS: number; userCPUTime: number; systemCPUTime: number };

export type MeasuredCommand = { output: string; seconds: number; processorSeconds: number; peakMegabytes: number };

/** Runs the real command in a process of its own, its start included, and ends it when it takes longer than it may. */
export async function measuredCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  mostMs: number,
): Promise<MeasuredCommand> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', TELLS_USE, COMMAND, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: mostMs,
  });
  const [output, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  const seconds = (performance.now() - began) / 1000;
  const used = /^used (.*)$/m.exec(complaints)?.[1];
  if (code !== 0 || used === undefined) throw new Error(`${args.join(' ')} ended with ${code}: ${complaints}`);
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(used) as Use;
  return { output, seconds, processorSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 };
}
