import { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import type { Fault } from './fault.ts';
import type { JsonDocument, JsonPath } from './json-document.ts';

type Issue = z.core.$ZodIssue;

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function valueAt(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((inner, part) => (inner as Record<string | number, unknown> | undefined)?.[part], value);
}

function sizeWords(origin: string): string {
  return origin === 'string' ? 'characters' : origin === 'array' ? 'entries' : '';
}

const KIND_WORDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
};

/** The properties a schema knows in the object at a path. */
function knownKeys(schema: z.ZodType, path: JsonPath): string[] {
  type Shape = { properties?: Record<string, Shape>; items?: Shape };
  const root = z.toJSONSchema(schema, { io: 'input' }) as Shape;
  const at = path.reduce<Shape | undefined>(
    (shape, part) => (typeof part === 'number' ? shape?.items : shape?.properties?.[part]),
    root,
  );
  return Object.keys(at?.properties ?? {});
}

function lengthFault(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>, found: unknown) {
  const size = typeof found === 'string' || Array.isArray(found) ? found.length : found;
  const [bound, word] = issue.code === 'too_big' ? [issue.maximum, 'most'] : [issue.minimum, 'least'];
  if (issue.code === 'too_small' && size === 0)
    return { problem: 'is empty', remedy: `at least ${bound} ${sizeWords(issue.origin)}` };
  const direction = issue.code === 'too_big' ? 'long' : 'short';
  return { problem: `is too ${direction}: ${size} ${sizeWords(issue.origin)}`, remedy: `at ${word} ${bound}` };
}

function valueFault(issue: Extract<Issue, { code: 'invalid_value' }>, found: unknown) {
  const guess = typeof found === 'string' ? didYouMean(found, issue.values.map(String)) : undefined;
  const expected = `expected ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
  return { problem: `is ${JSON.stringify(found)}`, remedy: guess === undefined ? expected : `${expected}; ${guess}` };
}

function describe(issue: Issue, found: unknown): { problem: string; remedy?: string } {
  if (found === undefined) return { problem: 'is missing' };
  switch (issue.code) {
    case 'invalid_type':
      return { problem: `is ${kindOf(found)}`, remedy: `expected ${KIND_WORDS[issue.expected] ?? issue.expected}` };
    case 'invalid_value':
      return valueFault(issue, found);
    case 'too_big':
    case 'too_small':
      return lengthFault(issue, found);
    default:
      return {
        problem: typeof found === 'string' ? `${JSON.stringify(found).slice(0, 80)} ${issue.message}` : issue.message,
      };
  }
}

/** What zod found wrong with a document, each with its place and, where it can be told, the remedy. */
export function schemaFaults(document: JsonDocument, issues: readonly Issue[], schema: z.ZodType): Fault[] {
  return issues.flatMap((issue) => {
    const path = issue.path as JsonPath;
    if (issue.code === 'unrecognized_keys') {
      const known = knownKeys(schema, path);
      return issue.keys.map((key) =>
        document.faultAt(
          path,
          'is not a known property',
          didYouMean(key, known) ?? `known are ${known.join(', ')}`,
          key,
        ),
      );
    }
    const { problem, remedy } = describe(issue, valueAt(document.value, path));
    return document.faultAt(path, problem, remedy);
  });
}
