import { Readable } from 'node:stream';

/** A request's body as text, byte for byte, or why there is none. */
export type BodyReading = { kind: 'read'; text: string } | { kind: 'too-large' } | { kind: 'unreadable' };

async function boundedBytes(bytes: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Reads no more than is allowed, whatever the length header says. A body that breaks off, is not UTF-8 or holds U+0000, which
 * PostgreSQL keeps in no text, is unreadable.
 */
export async function readExactBytes(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<BodyReading> {
  try {
    const bytes = await boundedBytes(body, mostBytes);
    if (!bytes) return { kind: 'too-large' };
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? { kind: 'unreadable' } : { kind: 'read', text };
  } catch {
    return { kind: 'unreadable' };
  }
}

/** The same of a request; none is an empty one. */
export function readExactBody({ body }: Request, mostBytes: number): Promise<BodyReading> {
  return readExactBytes(body ?? Readable.from([]), mostBytes);
}
