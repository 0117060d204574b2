import type { BatchBody } from './answer.ts';

/** Few enough to write for every call, small enough that the calls under way hold little. */
const PART_BYTES = 65_536;

/** The bytes of a body as parts of some size, each made when it is asked for: nobody holds the megabytes of a batch at once. */
export async function* partsOf({ pieces }: BatchBody): AsyncGenerator<Uint8Array> {
  let part: Buffer[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    part.push(piece);
    bytes += piece.length;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(part, bytes);
    part = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(part, bytes);
}

/**
 * A body as options of a `fetch`, told of with its length, so that it goes out as one made beforehand would. Node takes
 * what is asked for part by part, and wants to be told so (undici's README, `duplex`).
 */
export function streamedBody(body: BatchBody) {
  return { body: partsOf(body), duplex: 'half', headers: { 'content-length': String(body.length) } } as const;
}
