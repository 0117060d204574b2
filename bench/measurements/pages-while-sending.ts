import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { aReadyWeek, freezeWeek } from '../a-ready-week.ts';
import { exact, type Measurement, whole } from '../measurement.ts';
import { startSink } from '../sink/start-sink.ts';

const CONNECTIONS = 50;
const PATHS = ['/', '/issues', '/compare/claude-code-vs-aider', '/tools/aider', '/panel'];
const LOAD_MS = 10_000;

type Load = { answers: number; failed: number; p50Ms: number; p99Ms: number; slowestMs: number };

/** A process of the project; `line` waits for something that it prints, `end` for what it printed last. */
function start(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, words, { env: { PATH: process.env.PATH, ...environment } });
  const endWithUs = () => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  return {
    async line(words: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = words.exec(lines.join('\n'));
        if (found) return found;
        if (child.exitCode !== null) throw new Error(`it ended: ${lines.slice(-5).join('\n')}`);
        await sleep(20);
      }
    },
    async end(): Promise<string> {
      child.kill('SIGTERM');
      await once(child, 'close');
      process.off('exit', endWithUs);
      return lines.at(-1) ?? '';
    },
  };
}

/** `serve` sends an issue whose time has come, while fifty connections read its pages. */
async function measure(readers: number, loadMs: number) {
  const sink = await startSink();
  const week = await aReadyWeek(readers, { RESEND_BASE_URL: sink.url, PORT: '0' });
  await freezeWeek(week);
  const server = start(['src/cli/verdicts.ts', 'serve'], week.environment);
  try {
    const [, site = ''] = await server.line(/the site is at (http:\/\/127\.0\.0\.1:\d+)/);
    const load = start(['bench/processes/load-process.ts', site, String(CONNECTIONS), ...PATHS]);
    await sleep(loadMs);
    const figures = JSON.parse(await load.end()) as Load;
    return { ...figures, mails: (await sink.counts()).items };
  } finally {
    await server.end();
    sink.end();
    await week.end();
  }
}

type Figures = Awaited<ReturnType<typeof measure>>;

export const pagesWhileSending: Measurement<Figures> = {
  name: 'pages-while-sending',
  run: (extent) => (extent === 'whole' ? measure(100_000, LOAD_MS) : measure(1000, LOAD_MS / 10)),
  rows: [
    {
      what: 'public pages, 50 connections, while the same process sends to 100,000 readers',
      target: 'p99 under 100 ms',
      figure: ({ p99Ms, answers, mails }) => `p99 ${exact(p99Ms)} ms (${whole(answers)} pages, ${whole(mails)} mails)`,
      isMet: ({ p99Ms, failed, mails }) => p99Ms < 100 && failed === 0 && mails > 0,
    },
  ],
};
