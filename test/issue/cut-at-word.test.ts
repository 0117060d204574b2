import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutAtWord } from '#issue/cut-at-word.ts';

test('a text that fits stays as it is', () => {
  expect(cutAtWord('just fits', 9)).toBe('just fits');
});

test('a longer one ends at a word, with a mark', () => {
  expect(cutAtWord('one two three four', 12)).toBe('one two…');
  expect(cutAtWord('one two, three four', 12)).toBe('one two…');
});

test('a word so long that a cut before it would cost more than half is cut inside', () => {
  expect(cutAtWord(`Also ${'b'.repeat(60)}`, 20)).toBe(`Also ${'b'.repeat(14)}…`);
});

test('whatever the text, the result fits and holds whole characters only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 60 }), (text, most) => {
      fc.pre(text.isWellFormed());
      const cut = cutAtWord(text, most);
      expect(cut.length).toBeLessThanOrEqual(most);
      expect(cut.isWellFormed()).toBe(true);
    }),
  );
});
