/** Loaded into a measured process before everything else: writes down at its end what it used. */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const { BENCH_USAGE_FILE } = process.env;
if (isMainThread && BENCH_USAGE_FILE)
  process.once('exit', () => writeFileSync(BENCH_USAGE_FILE, JSON.stringify(process.resourceUsage())));
