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
let template: object | undefined;

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

/** A call that carries one mail. */
function takeMail(body: readonly Buffer[]): object {
  const id = idOf(counts.items);
  counts.calls += 1;
  counts.items += 1;
  counts.bytes += body.reduce((sum, { length }) => sum + length, 0);
  return { id };
}

type Answer = { status: number; body: object };

const ok = (body: object): Answer => ({ status: 200, body });
const NOT_FOUND: Answer = { status: 404, body: { statusCode: 404, name: 'not_found', message: 'Template not found' } };

/** The one template of a sending: created, published and read back. */
function templateAnswer(method: string, path: string, body: readonly Buffer[]): Answer {
  if (method === 'POST' && path === '/templates')
    template = { id: idOf(0), status: 'draft', ...JSON.parse(Buffer.concat(body).toString()) };
  else if (template && path.endsWith('/publish')) template = { ...template, status: 'published' };
  return template ? ok(template) : NOT_FOUND;
}

function answerTo({ method = '', url = '' }: IncomingMessage, body: readonly Buffer[]): Answer {
  if (url === '/emails/batch') return ok(takeBatch(body));
  if (url === '/emails' && method === 'POST') return ok(takeMail(body));
  if (url.startsWith('/templates')) return templateAnswer(method, url, body);
  if (url === '/_sink') return ok(counts);
  return ok({ object: 'list', has_more: false, data: [] });
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === '/emails/batch') counts.firstCallAt ??= Date.now();
  const read: Buffer[] = [];
  request.on('data', (chunk: Buffer) => read.push(chunk));
  request.on('end', () => {
    const { status, body } = answerTo(request, read);
    response.writeHead(status, NO_LIMIT).end(JSON.stringify(body));
  });
}

const server = createServer(answer).listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
