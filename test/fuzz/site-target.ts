import type fc from 'fast-check';
import { aFuzzedSite } from './a-fuzzed-site.ts';
import { requestOf, type WildRequest } from './inputs/wild-request.ts';
import { keptState, type Tables } from './kept-state.ts';
import { mayWrite } from './may-write.ts';
import { soundRules } from './sound-rows.ts';
import { type Promised, type Target, target } from './target.ts';

/** How the site took a request. */
export type Answered = {
  method: string;
  pathname: string;
  status: number;
  type: string;
  body: string;
  reported: readonly string[];
  before: Tables;
  /** What it wrote: the tables that are not as they were. */
  wrote: Tables;
};

/** A stream of events goes on until somebody leaves: its first event is enough. */
async function bodyOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return Buffer.from(first?.value ?? []).toString();
}

const TYPED_MARKUP = '<script>alert(1)</script>';

/** What the site promises for every request. */
export const everyAnswer: readonly Promised<unknown, Answered>[] = [
  {
    words: 'nothing goes wrong on our side',
    broken: ({ status, reported }) =>
      status >= 500 || reported.length > 0 ? `${status} ${reported.join('\n')}` : undefined,
  },
  {
    words: 'a request writes what its address is for, one that is refused nothing, a GET never',
    broken({ method, pathname, status, wrote }) {
      const allowed = mayWrite(method, pathname, status);
      const others = [...wrote.keys()].filter((table) => !allowed.includes(table));
      return others.length > 0 ? `${method} ${pathname}, answered ${status}, wrote ${others.join(', ')}` : undefined;
    },
  },
  {
    words: 'what was typed is never markup',
    broken: ({ type, body }) =>
      type.startsWith('text/html') && body.includes(TYPED_MARKUP) ? 'a page has a script that was typed' : undefined,
  },
  ...soundRules.map(
    ({ words, broken }): Promised<unknown, Answered> => ({
      words,
      broken: ({ wrote, before }) => (wrote.size === 0 ? undefined : broken(wrote, before)),
    }),
  ),
];

type SiteTarget<Input> = {
  name: string;
  weight: number;
  inputs: fc.Arbitrary<Input>;
  /** Made when it is sent: a signature says when it was made. */
  requestFrom(input: Input): WildRequest;
  settings?: Record<string, string>;
  promises?: readonly Promised<Input, Answered>[];
};

/** A target of requests to site and studio: each meets the same database, which is put back after it. */
export function siteTarget<Input>({ requestFrom, settings, promises = [], ...spec }: SiteTarget<Input>): Target {
  return target<Input, Answered>({
    ...spec,
    promises: [...everyAnswer, ...promises],
    async open() {
      const { app, site, errors, close } = await aFuzzedSite(settings);
      const kept = await keptState(app.store);
      const hit = async (input: Input): Promise<Answered> => {
        const request = requestOf(requestFrom(input));
        errors.length = 0;
        try {
          const response = await site.request(request, undefined, {
            incoming: { socket: { remoteAddress: '192.0.2.1' } },
          });
          return {
            method: request.method,
            pathname: new URL(request.url).pathname,
            status: response.status,
            type: response.headers.get('content-type') ?? '',
            body: await bodyOf(response),
            reported: errors.map(({ stack, message }) => stack ?? message),
            before: kept.before,
            wrote: await kept.changes(),
          };
        } finally {
          await kept.putBack();
        }
      };
      return { hit, close };
    },
  });
}

/** A target whose inputs are the requests themselves. */
export function requestTarget(spec: {
  name: string;
  weight: number;
  requests: fc.Arbitrary<WildRequest>;
  settings?: Record<string, string>;
}): Target {
  const { requests, ...rest } = spec;
  return siteTarget({ ...rest, inputs: requests, requestFrom: (request) => request });
}
