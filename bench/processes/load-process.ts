/**
 * Keeps so many connections busy with GETs for a while, and says how long answers took. Words: the site's address, how many
 * connections, for how many milliseconds, then the paths to ask for.
 */
import { Agent, get } from 'node:http';

const [site = '', connections = '1', ms = '0', ...paths] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const took: number[] = [];
let failed = 0;
const end = performance.now() + Number(ms);

function ask(path: string): Promise<void> {
  const began = performance.now();
  return new Promise((resolve) => {
    const request = get(new URL(path, site), { agent }, (response) => {
      response.resume();
      response.once('end', () => {
        took.push(performance.now() - began);
        if (response.statusCode !== 200) failed += 1;
        resolve();
      });
    });
    request.once('error', () => {
      failed += 1;
      resolve();
    });
  });
}

async function keepAsking(first: number): Promise<void> {
  for (let turn = first; performance.now() < end; turn += 1) await ask(paths[turn % paths.length] ?? '/');
}

await Promise.all(Array.from({ length: Number(connections) }, (_, index) => keepAsking(index)));
const sorted = took.toSorted((one, other) => one - other);
const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
console.log(JSON.stringify({ answers: sorted.length, failed, p50Ms: at(0.5), p99Ms: at(0.99), slowestMs: at(1) }));
process.exit(0);
