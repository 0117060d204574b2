/** A request's body as text, byte for byte, or why there is none. */
export type BodyReading = { kind: 'read'; text: string } | { kind: 'too-large' } | { kind: 'unreadable' };

async function boundedBytes(request: Request, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
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
export async function readExactBody(request: Request, mostBytes: number): Promise<BodyReading> {
  try {
    const bytes = await boundedBytes(request, mostBytes);
    if (!bytes) return { kind: 'too-large' };
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? { kind: 'unreadable' } : { kind: 'read', text };
  } catch {
    return { kind: 'unreadable' };
  }
}
