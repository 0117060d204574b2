import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { SeenRequest } from './fault-script.ts';
import { bearerIn } from './request-gate.ts';

/** One request, read to its end. */
export type ReceivedRequest = SeenRequest & {
  query: URLSearchParams;
  apiKey: string | null;
  userAgent: string | null;
  batchValidation: string | null;
  bodyBytes: number;
  receivedAt: Date;
};

const SENDING_PATHS: ReadonlySet<string> = new Set(['/emails', '/emails/batch']);

export function receivedRequest(
  message: IncomingMessage,
  body: Buffer,
  number: number,
  receivedAt: Date,
): ReceivedRequest {
  const { pathname: path, searchParams: query } = new URL(message.url ?? '/', 'http://fake');
  const method = message.method ?? 'GET';
  return {
    number,
    method,
    path,
    query,
    key: headerOf(message, 'idempotency-key'),
    apiKey: bearerIn(message.headers.authorization),
    userAgent: headerOf(message, 'user-agent'),
    batchValidation: headerOf(message, 'x-batch-validation'),
    bodyBytes: body.length,
    bodySha256: createHash('sha256').update(body).digest('hex'),
    json: parsed(body),
    sends: method === 'POST' && SENDING_PATHS.has(path),
    receivedAt,
  };
}

export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function headerOf(message: IncomingMessage, name: string): string | null {
  const value = message.headers[name];
  return typeof value === 'string' ? value : null;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
