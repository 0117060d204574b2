import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { type Account, resetAccount } from './account.ts';
import { faultChooser, faultsAtRandom, type RandomFaults } from './fault-script.ts';
import type { Fault } from './faults.ts';

const faultSchema = z.union([z.string(), z.looseObject({ kind: z.string() })]) as unknown as z.ZodType<Fault>;
const randomSchema = z.strictObject({
  seed: z.number().int(),
  rate: z.number().min(0).max(1),
  kinds: z.array(faultSchema).min(1),
  on: z.enum(['sends', 'reads', 'all']).default('sends'),
});

/** Faults as JSON: a list to be used up, or `{seed, rate, kinds}`. Their own parameters are checked by their own schema. */
export const faultsSchema = z.union([
  z.array(faultSchema),
  randomSchema.transform((random) => faultsAtRandom(random satisfies RandomFaults)),
]);

const nowSchema = z.union([z.strictObject({ now: z.iso.datetime() }), z.strictObject({ advanceMs: z.number() })]);

type Control = (account: Account, json: unknown, query: URLSearchParams, response: ServerResponse) => void;

/** What another process may ask of the fake itself. */
const controls: Readonly<Record<string, Control>> = {
  'GET /_fake/accepted': ({ mailbox }, _json, query, response) => {
    const to = query.get('to');
    streamLines(to === null ? mailbox.mails : mailbox.mailsTo(to), Number(query.get('from') ?? 0), response);
  },
  'GET /_fake/requests': ({ requests }, _json, query, response) =>
    streamLines(requests, Number(query.get('from') ?? 0), response),
  'GET /_fake/now': ({ clock }, _json, _query, response) => answer(response, 200, { now: clock.now() }),
  'POST /_fake/now': ({ clock }, json, _query, response) => {
    const asked = nowSchema.parse(json);
    if ('now' in asked) clock.set(new Date(asked.now));
    else clock.advance(asked.advanceMs);
    answer(response, 200, { now: clock.now() });
  },
  'POST /_fake/faults': (account, json, _query, response) => {
    account.chooseFault = faultChooser(faultsSchema.parse(json));
    answer(response, 200, {});
  },
  'POST /_fake/reset': (account, _json, _query, response) => {
    resetAccount(account);
    answer(response, 200, {});
  },
};

export function isControl(path: string): boolean {
  return path.startsWith('/_fake/');
}

type ControlRequest = { method: string; path: string; query: URLSearchParams; json: unknown };

export function answerControl(account: Account, request: ControlRequest, response: ServerResponse): void {
  const control = controls[`${request.method} ${request.path}`];
  try {
    if (control === undefined) answer(response, 404, { message: 'The fake has no such control.' });
    else control(account, request.json, request.query, response);
  } catch (error) {
    answer(response, 400, { message: error instanceof Error ? error.message : String(error) });
  }
}

/** One JSON line each, never the whole list in one string: ten thousand bodies would not fit. */
function streamLines(things: readonly unknown[], from: number, response: ServerResponse): void {
  const lines = things.values().drop(from);
  // What is accepted while this goes out belongs to the next look.
  const counted = lines.take(Math.max(0, things.length - from));
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  Readable.from(counted.map((thing) => `${JSON.stringify(thing)}\n`)).pipe(response);
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
