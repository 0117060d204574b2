import fc from 'fast-check';
import { ORIGIN } from '../a-fuzzed-site.ts';
import { anyTextLike } from './mutated-text.ts';
import { nastyText } from './nasty-text.ts';

/** A request as it may come over HTTP, from a browser, a program or somebody with time. */
export type WildRequest = {
  method: string;
  /** With its query. */
  path: string;
  headers: readonly (readonly [string, string])[];
  body?: string | Uint8Array<ArrayBuffer>;
};

/** Node answers longer heads by itself. */
const HEAD_MOST = 14_000;

const FORM = 'application/x-www-form-urlencoded';
const TYPES = [
  FORM,
  FORM,
  FORM,
  'application/json',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'image/png',
  '',
  'application/x-www-form-urlencoded;;;=',
];

/** What can stand in a header: Latin-1 without controls. */
const headerText = (text: string) => text.replace(/[^\x20-\x7e\xa1-\xff]/g, '').slice(0, HEAD_MOST);

const HEADERS = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'content-length',
  'cookie',
  'forwarded',
  'host',
  'if-modified-since',
  'if-none-match',
  'origin',
  'range',
  'referer',
  'sec-fetch-site',
  'svix-id',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
] as const;

const HEADER_VALUES = [
  '*/*',
  'text/html',
  'application/json',
  '"x"',
  'W/"x", *',
  'null',
  'same-origin',
  'cross-site',
  ORIGIN,
  'https://partner.example',
  'https://evil.example',
  'bytes=0-1,5-',
  '127.0.0.1',
  '::1, 2001:db8::1',
  '::ffff:1.2.3.4',
  '0',
  'studio_session=x; studio_session=y',
];

const header = fc.tuple(
  fc.constantFrom(...HEADERS),
  fc.oneof(fc.constantFrom(...HEADER_VALUES), nastyText).map(headerText),
);

/** A few headers that nobody asked for. */
export const wildHeaders = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(header, { maxLength: 3 }) },
);

/** An address of these parts, each as it should be, nearly so, or anything. */
export function pathOf(...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  const filled = parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part));
  return fc.tuple(...filled).map((texts) =>
    texts
      .join('')
      .slice(0, HEAD_MOST)
      .replace(/^(?!\/)/, '/'),
  );
}

const queryName = fc.oneof(
  fc.constantFrom('look', 'width', 'done', 'upTo', 'to', 'voted', 'v', 'alpha', 'beta'),
  nastyText,
);
const queryValue = fc.oneof(fc.constantFrom('dark', '375', 'saved', '2026-W45', '/studio', 'ship', 'skip'), nastyText);

/** Nothing, a query as a form makes it, or characters after a question mark. */
export const wildQuery: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.tuple(queryName, queryValue), { minLength: 1, maxLength: 3 })
      .map((pairs) => `?${new URLSearchParams(pairs)}`),
  },
  { weight: 1, arbitrary: fc.array(nastyText, { maxLength: 3 }).map((texts) => `?${texts.join('&')}`) },
);

export type Fields = Readonly<Record<string, fc.Arbitrary<string>>>;

/** The fields of a form: most as they should be, some missing, doubled, foreign or nasty. */
export function wildFields(fields: Fields): fc.Arbitrary<[string, string][]> {
  const names = Object.keys(fields);
  const known = Object.entries(fields).map(([name, value]) =>
    fc.oneof(
      { weight: 14, arbitrary: value.map((text): [string, string][] => [[name, text]]) },
      { weight: 2, arbitrary: anyTextLike(value).map((text): [string, string][] => [[name, text]]) },
      { weight: 1, arbitrary: fc.constant<[string, string][]>([]) },
    ),
  );
  const foreign = fc.tuple(fc.oneof(fc.constantFrom(...names, 'website'), nastyText), nastyText);
  const others = fc.oneof(
    { weight: 4, arbitrary: fc.constant<[string, string][]>([]) },
    { weight: 1, arbitrary: fc.array(foreign, { maxLength: 3 }) },
  );
  return fc.tuple(fc.tuple(...known), others).map(([parts, more]) => [...parts.flat(), ...more]);
}

function multipart(pairs: readonly (readonly [string, string])[]): string {
  const part = ([name, value]: readonly [string, string]) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  return `${pairs.map(part).join('')}--x--\r\n`;
}

type TypedBody = { type: string; body: string | Uint8Array<ArrayBuffer> };

const rawBody: fc.Arbitrary<TypedBody> = fc.record({
  type: fc.constantFrom(...TYPES),
  body: fc.oneof(
    nastyText,
    fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)),
  ),
});

/** A body of a form with these fields: well made, or made otherwise, or no form at all. */
export function wildForm(fields: Fields): fc.Arbitrary<TypedBody> {
  const pairs = wildFields(fields);
  const encoded = pairs.map((list) => new URLSearchParams(list).toString());
  return fc.oneof(
    { weight: 12, arbitrary: encoded.map((body) => ({ type: FORM, body })) },
    { weight: 2, arbitrary: pairs.map((list) => ({ type: 'multipart/form-data; boundary=x', body: multipart(list) })) },
    { weight: 2, arbitrary: anyTextLike(encoded).map((body) => ({ type: FORM, body })) },
    { weight: 1, arbitrary: fc.record({ type: fc.constantFrom(...TYPES), body: encoded }) },
    { weight: 1, arbitrary: rawBody },
  );
}

/** A POST of a body to an address. */
export function posting(paths: fc.Arbitrary<string>, bodies: fc.Arbitrary<TypedBody>): fc.Arbitrary<WildRequest> {
  return fc.record({ path: paths, sent: bodies, more: wildHeaders }).map(({ path, sent: { type, body }, more }) => ({
    method: 'POST',
    path,
    headers: type === '' ? more : [['content-type', type], ...more],
    body,
  }));
}

/** Whatever method, with nothing or anything in its body. */
export function asking(paths: fc.Arbitrary<string>): fc.Arbitrary<WildRequest> {
  const methods = fc.oneof(
    { weight: 4, arbitrary: fc.constant('GET') },
    { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'POST', 'FOO') },
  );
  return fc
    .record({ method: methods, path: paths, headers: wildHeaders, body: fc.option(nastyText, { freq: 3 }) })
    .map(({ body, ...request }) =>
      body === null || ['GET', 'HEAD'].includes(request.method) ? request : { ...request, body },
    );
}

/** What the server hands to us of it. */
export function requestOf({ method, path, headers, body }: WildRequest): Request {
  const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };
  return new Request(`${ORIGIN}${path}`, body === undefined ? init : { ...init, body });
}
