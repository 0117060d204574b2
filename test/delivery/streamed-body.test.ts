import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { BatchBody } from '#delivery/answer.ts';
import { bodyOf } from '#delivery/batch-body.ts';
import { resendProvider } from '#delivery/resend-provider.ts';
import { partsOf } from '#delivery/streamed-body.ts';

const body = (pieces: readonly Buffer[]): BatchBody => ({ pieces, length: Buffer.concat(pieces).length });

async function allParts(pieces: readonly Buffer[]): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const part of partsOf(body(pieces))) parts.push(part);
  return parts;
}

test('a body of many pieces goes out in parts of some size, nothing lost and nothing twice', async () => {
  const pieces = Array.from({ length: 500 }, (_, index) => Buffer.alloc(1000 + index, String(index)));
  const parts = await allParts(pieces);
  expect(Buffer.concat(parts)).toEqual(Buffer.concat(pieces));
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(65_536 + 1500);
  expect(parts.length).toBeLessThan(12);
  expect(await allParts([])).toEqual([]);
});

test('the provider is told of its length, as of a body that was made beforehand', async () => {
  const heard = Promise.withResolvers<{ headers: Record<string, unknown>; bytes: Buffer }>();
  const server = createServer(async (request, response) => {
    heard.resolve({ headers: request.headers, bytes: await buffer(request) });
    response.end('{}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const items = [{ from: 'a@resend.dev', to: 'ä@resend.dev', subject: 'ü', html: '', text: '', headers: {}, tags: [] }];
  const { submitBatch } = resendProvider({ apiKey: 're_test', baseUrl: `http://127.0.0.1:${port}` });
  await submitBatch(bodyOf(items), 'a-key');
  const { headers, bytes } = await heard.promise;
  expect(JSON.parse(bytes.toString())).toEqual(items);
  expect(headers).toMatchObject({
    'content-length': String(bytes.length),
    'content-type': 'application/json',
    'idempotency-key': 'a-key',
    'x-batch-validation': 'permissive',
  });
  expect(headers).not.toHaveProperty('transfer-encoding');
});
