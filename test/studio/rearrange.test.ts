import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rearrange } from '../../src/studio/issue/rearrange.ts';

const lineup = ['a', 'b', 'c'];

test.each([
  ['up:b', ['b', 'a', 'c']],
  ['up:a', lineup],
  ['down:b', ['a', 'c', 'b']],
  ['down:c', lineup],
  ['lead:c', ['c', 'a', 'b']],
  ['lead:a', lineup],
  ['remove:b', ['a', 'c']],
  ['remove:x', lineup],
  ['put:d', ['a', 'b', 'c', 'd']],
  ['put:a', ['b', 'c', 'a']],
  ['up:x', lineup],
  ['down:x', ['a', 'b', 'c']],
])('The button %s makes a, b, c into %j', (pressed, expected) => {
  expect(rearrange(lineup, pressed)).toEqual(expected);
});

test.each(['save', '', ':', 'constructor:a', '__proto__:a', 'toString:a', 'sideways:a'])(
  'Any other button leaves the lineup alone: %j',
  (pressed) => {
    expect(rearrange(lineup, pressed)).toEqual(lineup);
  },
);

test('Moves never lose or double a pairing, and up takes down back', () => {
  const slugs = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
  fc.assert(
    fc.property(slugs, fc.constantFrom('up', 'down', 'lead'), fc.nat(), (some, move, pick) => {
      const slug = some[pick % some.length]!;
      const moved = rearrange(some, `${move}:${slug}`);
      expect(moved.toSorted()).toEqual(some.toSorted());
      if (move === 'down' && slug !== some.at(-1)) expect(rearrange(moved, `up:${slug}`)).toEqual(some);
    }),
  );
});
