import { aReadyWeek } from './a-ready-week.ts';
import { runCommand } from './run-measured.ts';
import { startSink } from './sink/start-sink.ts';

const n = Number(process.argv[2] ?? 10000);
const sink = await startSink();
const week = await aReadyWeek(n, { RESEND_BASE_URL: sink.url });
const u = await runCommand(['send'], { ...week.environment, NODE_OPTIONS: process.env.OPT });
const c = await sink.counts();
console.log(
  JSON.stringify({
    ...u,
    output: '',
    first: (c.firstCallAt ?? 0) - u.startedAt,
    ...c,
    rps: n / u.seconds,
    cpuUs: (u.cpuSeconds / n) * 1e6,
  }),
);
await week.end();
sink.end();
