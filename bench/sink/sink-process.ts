/** Stands for a provider that answers at once: counts what it takes, keeps nothing. Says its address on stdout. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { itemsIn } from './items-in.ts';
import type { SinkCounts } from './start-sink.ts';

const NO_LIMIT = {
  'content-type': 'application/json',
  'ratelimit-limit': '1000000',
  'ratelimit-remaining': '1000000',
  'ratelimit-reset': '1',
};

const counts: SinkCounts = { calls: 0, items: 0, bytes: 0, firstCallAt: null };
const templates = new Map<string, object>();

/** Made up, and as long as Resend’s. */
function idOf(mail: number): string {
  return `00000000-0000-4000-8000-${mail.toString(16).padStart(12, '0')}`;
}

function takeBatch(body: readonly Buffer[]): object {
  const items = itemsIn(Buffer.concat(body));
  const data = Array.from({ length: items }, (_, index) => ({ id: idOf(counts.items + index) }));
  counts.calls += 1;
  counts.items += items;
  counts.bytes += body.reduce((sum, { length }) => sum + length, 0);
  return { data };
}

function templateAnswer(method: string, path: string, body: readonly Buffer[]): object {
  const id = /^\/templates\/([^/]+)/.exec(path)?.[1] ?? idOf(templates.size);
  if (method === 'POST' && path === '/templates')
    templates.set(id, { id, status: 'draft', ...JSON.parse(Buffer.concat(body).toString()) });
  if (path.endsWith('/publish')) templates.set(id, { ...templates.get(id), status: 'published' });
  return { object: 'template', id, ...templates.get(id) };
}

function answerTo({ method = '', url = '' }: IncomingMessage, body: readonly Buffer[]): object {
  if (url === '/emails/batch') return takeBatch(body);
  if (url.startsWith('/templates')) return templateAnswer(method, url, body);
  if (url === '/_sink/reset') return Object.assign(counts, { calls: 0, items: 0, bytes: 0, firstCallAt: null });
  if (url === '/_sink') return counts;
  return { object: 'list', has_more: false, data: [] };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === '/emails/batch') counts.firstCallAt ??= Date.now();
  const body: Buffer[] = [];
  request.on('data', (chunk: Buffer) => body.push(chunk));
  request.on('end', () => response.writeHead(200, NO_LIMIT).end(JSON.stringify(answerTo(request, body))));
}

const server = createServer(answer).listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
