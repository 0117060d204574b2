import { expect, it } from 'vitest';
import { contentHash } from '#issue/issue-content.ts';
import { aContent } from '../builders/issue-builders.ts';

/** The same value with the keys of every object in the opposite order. */
function turnedAround<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(turnedAround) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turnedAround(inner)]),
  ) as Value;
}

it('The content hash is a SHA-256 as hex', () => {
  expect(contentHash(aContent())).toMatch(/^[0-9a-f]{64}$/);
});

it('The order in which facts were written down does not change the hash', () => {
  expect(Object.keys(turnedAround(aContent()))[0]).toBe('lineup');
  expect(contentHash(turnedAround(aContent()))).toBe(contentHash(aContent()));
});

it('Content that was stored as JSON and read back has the same hash', () => {
  const content = aContent();
  expect(contentHash(JSON.parse(JSON.stringify(content)))).toBe(contentHash(content));
});

it('Any other word, order or figure is another hash', () => {
  const content = aContent();
  const [lead, second] = content.lineup;
  const quoted = structuredClone(content);
  const review = quoted.lineup[1]?.split[0]?.reviews[0];
  if (review) review.quote += '!';
  const others = [
    aContent({ note: 'Hello.' }),
    aContent({ preheader: `${content.preheader} ` }),
    aContent({ lineup: [second!, lead!] }),
    aContent({ lineup: [lead!] }),
    quoted,
  ];
  expect(new Set([content, ...others].map(contentHash)).size).toBe(6);
});
