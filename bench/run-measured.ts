import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a process took: seconds by the clock and of the processor, and the most memory it ever held. */
export type Usage = { startedAt: number; seconds: number; cpuSeconds: number; peakMegabytes: number; output: string };

const REPORT_USAGE = new URL('./report-usage.ts', import.meta.url).href;
/** The folder that commands run in. */
const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a script of the project to its end and says what it took; rejects when it fails. */
export async function runMeasured(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Usage> {
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-usage-'));
  const file = join(folder, 'usage.json');
  const startedAt = Date.now();
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', REPORT_USAGE, ...words], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH, ...environment, BENCH_USAGE_FILE: file },
  });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  const [code] = await once(child, 'close');
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${output.slice(-2000)}`);
  const usage = JSON.parse(await readFile(file, 'utf8')) as NodeJS.ResourceUsage;
  await rm(folder, { recursive: true, force: true });
  const cpuSeconds = (usage.userCPUTime + usage.systemCPUTime) / 1e6;
  return { startedAt, seconds, cpuSeconds, peakMegabytes: usage.maxRSS / 1024, output };
}

/** The same for a command of the product, as a person would type it. */
export function runCommand(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<Usage> {
  return runMeasured(['src/cli/verdicts.ts', ...words], environment);
}
