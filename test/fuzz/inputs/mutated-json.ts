import fc from 'fast-check';
import { mutatedText } from './mutated-text.ts';
import { nastyText } from './nasty-text.ts';

/** Stands for JSON that no value of ours can hold: it is put in place of the text when the whole is written. */
const raw = (json: string) => `@raw ${json} raw@`;
const nested = (depth: number, open: string, close: string) => raw(`@${depth} ${open} ${close}`);

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  [],
  {},
  [null],
  [[]],
  { a: {} },
  { toString: null },
  { toString: 1, valueOf: 1 },
  { length: 1e9 },
  Object.fromEntries([['then', 1]]),
  { toJSON: 1 },
  { constructor: { prototype: 1 } },
  raw('1e999'),
  raw('-1e999'),
  raw('-0'),
  raw('123456789012345678901234567890'),
  raw('"\\ud800"'),
  raw('"\\u0000"'),
  raw('{"__proto__":{"email":"x"}}'),
  raw('{"a":1,"a":2}'),
  nested(300, '[', ']'),
  nested(4_000, '[', ']'),
  nested(4_000, '{"a":', '}'),
  nested(100_000, '[', ']'),
];

const value: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom(...VALUES), nastyText);

type Edit = {
  kind: 'drop' | 'replace' | 'double' | 'rename' | 'wrap' | 'move';
  node: number;
  other: number;
  value: unknown;
  name: string;
};

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('drop', 'replace', 'replace', 'double', 'rename', 'wrap', 'move'),
  node: fc.nat({ max: 9_999 }),
  other: fc.nat({ max: 9_999 }),
  value,
  name: nastyText,
});

type Container = Record<string | number, unknown>;
type Node = { parent: Container; key: string };

/** Every value of a document with the place it stands in. */
function nodesIn(parent: Container): Node[] {
  return Object.keys(parent).flatMap((key) => {
    const inner = parent[key];
    const children = typeof inner === 'object' && inner !== null ? nodesIn(inner as Container) : [];
    return [{ parent, key }, ...children];
  });
}

/** Also under `__proto__`, which an assignment would take for something else. */
function put(parent: Container, key: string, inner: unknown): void {
  Object.defineProperty(parent, key, { value: inner, enumerable: true, configurable: true, writable: true });
}

function apply(document: Container, { kind, node, other, value, name }: Edit): void {
  const nodes = nodesIn(document);
  const chosen = nodes[node % nodes.length];
  if (chosen === undefined) return;
  const { parent, key } = chosen;
  const inner = parent[key];
  const fresh = () => structuredClone(value);
  if (kind === 'replace') put(parent, key, fresh());
  else if (kind === 'wrap') put(parent, key, [inner]);
  else if (kind === 'move') put(parent, key, structuredClone(nodes[other % nodes.length]?.parent ?? null));
  else if (Array.isArray(parent)) {
    if (kind === 'drop') parent.splice(Number(key), 1);
    else parent.splice(Number(key), 0, kind === 'double' ? structuredClone(inner) : fresh());
  } else {
    if (kind !== 'double') delete parent[key];
    if (kind === 'rename') put(parent, name, inner);
    if (kind === 'double') put(parent, name, structuredClone(inner));
  }
}

/** As JSON, with what only its text can say. */
function written(document: unknown): string {
  return (JSON.stringify(document) ?? '').replace(/"@raw (.*?) raw@"/g, (_, json: string) => {
    const text = json.replaceAll('\\"', '"').replaceAll('\\\\', '\\');
    const [, depth = '0', open = '', close = ''] = /^@(\d+) (.*) (.*)$/.exec(text) ?? [];
    return depth === '0' ? text : `${open.repeat(Number(depth))}0${close.repeat(Number(depth))}`;
  });
}

const edits = fc.array(edit, { minLength: 1, maxLength: 3 });

/** Documents that were right before something happened to their values, as JSON. */
export function mutatedJson(sound: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.tuple(sound, edits).map(([document, list]) => {
    const holder: Container = { document: structuredClone(document) };
    for (const one of list) apply(holder, one);
    return written(holder.document);
  });
}

/** Right, nearly right in its values or in its characters, and rubbish; always a text that should be JSON. */
export function anyJsonLike(sound: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const right = sound.map((document) => JSON.stringify(document, null, 2));
  return fc.oneof(
    { weight: 2, arbitrary: right },
    { weight: 10, arbitrary: mutatedJson(sound) },
    { weight: 3, arbitrary: mutatedText(right) },
    { weight: 1, arbitrary: value.map(written) },
    { weight: 1, arbitrary: nastyText },
  );
}
