import { aReadyWeek, freezeWeek } from '../a-ready-week.ts';
import { exact, type Measurement, whole } from '../measurement.ts';
import { runMeasured } from '../run-measured.ts';
import { type Serving, serving } from '../serving.ts';
import { startSink } from '../sink/start-sink.ts';

const CONNECTIONS = 50;
const PATHS = ['/', '/issues', '/compare/claude-code-vs-aider', '/tools/aider', '/panel'];
const LOAD_MS = 10_000;

type Load = { answers: number; failed: number; p50Ms: number; p99Ms: number; slowestMs: number };

/** The longest time for which the site's own thread answered nobody since this was last asked, in milliseconds. */
async function longestStandstillMs({ metrics }: Serving): Promise<number> {
  return Number(/^nodejs_eventloop_lag_max_seconds (.*)$/m.exec(await metrics())?.[1]) * 1000;
}

/** `serve` sends an issue whose time has come, while fifty connections read its pages. */
async function measure(readers: number, loadMs: number) {
  const sink = await startSink();
  const week = await aReadyWeek(readers, { RESEND_BASE_URL: sink.url });
  await freezeWeek(week);
  const site = await serving(week.environment);
  try {
    const words = [site.url, String(CONNECTIONS), String(loadMs), ...PATHS];
    // What is loaded and compiled for the first visitor is no work of a sending.
    for (const path of PATHS) await (await fetch(new URL(path, site.url))).text();
    await longestStandstillMs(site);
    const { output } = await runMeasured(['bench/processes/load-process.ts', ...words]);
    const standstillMs = await longestStandstillMs(site);
    return { ...(JSON.parse(output) as Load), mails: (await sink.counts()).items, standstillMs };
  } finally {
    await site.end();
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
      what: 'public pages, 50 connections, while the same site sends to 100,000 readers',
      target: 'p99 under 100 ms',
      figure: ({ p99Ms, answers, mails }) => `p99 ${exact(p99Ms)} ms (${whole(answers)} pages, ${whole(mails)} mails)`,
      isMet: ({ p99Ms, failed, mails }) => p99Ms < 100 && failed === 0 && mails > 0,
    },
    {
      what: 'longest standstill of the event loop that answers them, meanwhile',
      target: 'at most 50 ms',
      figure: ({ standstillMs }) => `${exact(standstillMs)} ms`,
      isMet: ({ standstillMs }) => standstillMs <= 50,
    },
  ],
};
