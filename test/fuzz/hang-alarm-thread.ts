import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const { mostMs } = workerData as { mostMs: number };
const LOOK_EVERY_MS = 100;

let watched: string | undefined;
let looks = 0;

parentPort?.on('message', (what: string) => {
  watched = what;
  looks = 0;
});

// Counted, not timed: a machine that slept, or stopped the process, is no turn that hangs.
setInterval(() => {
  looks += 1;
  if (watched === undefined || looks * LOOK_EVERY_MS < mostMs) return;
  writeSync(2, `\nhangs for ${mostMs / 1000} s: ${watched}\n`);
  process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);
