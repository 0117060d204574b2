import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultPlan } from './faults.ts';
import type { Reply } from './reply.ts';

/** Writes the answer, or spoils it, and says what the client can have seen. */
export function writeEnding(
  ending: FaultPlan['ending'],
  reply: Reply,
  rateHeaders: Record<string, string>,
  response: ServerResponse,
): number | 'lost' | Promise<number | 'lost'> {
  if (ending === 'destroySocket' || response.destroyed) {
    response.destroy();
    return 'lost';
  }
  const written = typeof ending === 'object' && 'instead' in ending ? ending.instead : reply;
  const body = Buffer.from(written.body);
  const half = body.subarray(0, Math.floor(body.length / 2));
  const cut = ending === 'cutJson' ? half : body;

  response.writeHead(written.status, headersOf({ ...rateHeaders, ...written.headers }, cut.length));
  if (typeof ending === 'object' && 'dripsForMs' in ending)
    return drip(body, written.status, ending.dripsForMs, response);
  if (ending !== 'cutBody') {
    response.end(cut);
    return written.status;
  }
  // The socket breaks only once the half is on its way, or the client would see no answer at all.
  response.write(half, () => response.destroy());
  return 'lost';
}

const DROPS = 20;

async function drip(body: Buffer, status: number, ms: number, response: ServerResponse): Promise<number | 'lost'> {
  const bytes = Math.ceil(body.length / DROPS);
  for (let at = 0; at < body.length && !response.destroyed; at += bytes) {
    response.write(body.subarray(at, at + bytes));
    await sleep(ms / DROPS);
  }
  if (response.destroyed) return 'lost';
  response.end();
  return status;
}

/** Resolves after `ms`, whether or not the client is still there; Infinity waits for the connection to close. */
export function quietTime(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (ms !== Number.POSITIVE_INFINITY) setTimeout(resolve, ms).unref();
    else if (response.destroyed) resolve();
    else response.once('close', () => resolve());
  });
}

function headersOf(headers: Reply['headers'], length: number): Record<string, string> {
  const present = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
  return { ...Object.fromEntries(present), 'content-length': String(length) };
}
