import { findNodeAtLocation, type Node, type ParseError, type ParseErrorCode, parseTree } from 'jsonc-parser';
import type { Fault } from './fault.ts';

export type JsonPath = readonly (string | number)[];

/** A JSON file's value together with the places of its parts. */
export type JsonDocument = {
  file: string;
  value: unknown;
  /** A fault at a path of this document; at the key itself when `key` names one. */
  faultAt(path: JsonPath, problem: string, remedy?: string, key?: string): Fault;
};

export type JsonReading = { document: JsonDocument; faults: [] } | { document: undefined; faults: Fault[] };

const SYNTAX_PROBLEMS: Record<ParseErrorCode, string> = {
  1: 'a character that JSON does not know',
  2: 'a number that JSON does not know',
  3: 'a property name in double quotes is missing',
  4: 'a value is missing',
  5: 'a colon is missing',
  6: 'a comma is missing',
  7: 'a closing brace } is missing',
  8: 'a closing bracket ] is missing',
  9: 'text after the end of the document',
  10: 'a comment, which JSON does not allow',
  11: 'a comment that never ends',
  12: 'a string that never ends',
  13: 'a number that never ends',
  14: 'an incomplete \\u escape',
  15: 'an escape that JSON does not know',
  16: 'a control character inside a string',
};

const OPTIONS = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** Deeper than any data file; reading follows every level and would run out of stack. */
const DEPTH_MOST = 20;

/** Where one list or object too many stands inside the others. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (inString && character === '\\') at += 1;
    else if (character === '"') inString = !inString;
    else if (character === '\n') inString = false;
    else if (!inString && (character === '[' || character === '{')) depth += 1;
    else if (!inString && (character === ']' || character === '}')) depth -= 1;
    if (depth > DEPTH_MOST) return at;
  }
  return undefined;
}

function lineAndColumn(text: string, offset: number) {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

function pathText(path: JsonPath): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

function plainValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plainValue);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    (node.children ?? []).map(({ children: [key, value] = [] }) => [key?.value, value && plainValue(value)]),
  );
}

function* repeatedKeys(node: Node, path: JsonPath = []): Generator<{ offset: number; path: JsonPath; key: string }> {
  const seen = new Set<string>();
  for (const [index, child] of (node.children ?? []).entries()) {
    if (node.type === 'array') yield* repeatedKeys(child, [...path, index]);
    if (node.type !== 'object') continue;
    const [key, value] = child.children ?? [];
    if (key && seen.has(key.value)) yield { offset: key.offset, path, key: key.value };
    if (key) seen.add(key.value);
    if (key && value) yield* repeatedKeys(value, [...path, key.value]);
  }
}

/** The closest node there is on the way to a path: a missing property is reported at the object that lacks it. */
function nodeAt(root: Node, path: JsonPath, key: string | undefined): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, [...path.slice(0, length), ...(key === undefined ? [] : [key])]);
    if (node) return key === undefined ? node : (node.parent?.children?.[0] ?? node);
  }
  const top = key === undefined ? undefined : findNodeAtLocation(root, [key]);
  return top?.parent?.children?.[0] ?? root;
}

/** Parses one file strictly (RFC 8259, no comments, no repeated keys) and keeps the place of every value. */
export function parseJsonDocument(file: string, text: string): JsonReading {
  const at = (offset: number, path: JsonPath, problem: string, remedy?: string): Fault => ({
    file,
    ...lineAndColumn(text, offset),
    path: pathText(path),
    problem,
    ...(remedy === undefined ? {} : { remedy }),
  });
  const tooDeep = tooDeepAt(text);
  if (tooDeep !== undefined) {
    return { document: undefined, faults: [at(tooDeep, [], 'is nested too deeply', `at most ${DEPTH_MOST} levels`)] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, OPTIONS);
  const [first] = errors;
  if (first || !root) {
    const problem = first ? SYNTAX_PROBLEMS[first.error as ParseErrorCode] : 'an empty file';
    return { document: undefined, faults: [at(first?.offset ?? 0, [], `is not JSON: ${problem}`)] };
  }
  const repeated = [...repeatedKeys(root)].map(({ offset, path, key }) =>
    at(offset, [...path, key], 'stands here a second time', 'each property once'),
  );
  if (repeated.length > 0) return { document: undefined, faults: repeated };
  const faultAt: JsonDocument['faultAt'] = (path, problem, remedy, key) =>
    at(nodeAt(root, path, key).offset, key === undefined ? path : [...path, key], problem, remedy);
  return { document: { file, value: plainValue(root), faultAt }, faults: [] };
}
