import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const { mostMs } = workerData as { mostMs: number };
let timer: NodeJS.Timeout | undefined;

parentPort?.on('message', (what: string) => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    writeSync(2, `\nhangs for ${mostMs / 1000} s: ${what}\n`);
    process.kill(process.pid, 'SIGKILL');
  }, mostMs);
});
