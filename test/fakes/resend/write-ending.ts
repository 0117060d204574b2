import type { ServerResponse } from 'node:http';
import type { FaultPlan } from './faults.ts';
import type { Reply } from './reply.ts';

/** Writes the answer, or spoils it, and says what the client can have seen. */
export function writeEnding(
  ending: FaultPlan['ending'],
  reply: Reply,
  rateHeaders: Record<string, string>,
  response: ServerResponse,
): number | 'lost' {
  if (ending === 'destroySocket' || response.destroyed) {
    response.destroy();
    return 'lost';
  }
  const written = typeof ending === 'object' ? ending.instead : reply;
  const body = Buffer.from(written.body);
  const half = body.subarray(0, Math.floor(body.length / 2));
  const cut = ending === 'cutJson' ? half : body;

  response.writeHead(written.status, headersOf({ ...rateHeaders, ...written.headers }, cut.length));
  if (ending !== 'cutBody') {
    response.end(cut);
    return written.status;
  }
  // The socket breaks only once the half is on its way, or the client would see no answer at all.
  response.write(half, () => response.destroy());
  return 'lost';
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
