import { describe, expect, test } from 'vitest';
import { didYouMean } from '#catalog/did-you-mean.ts';

const known = ['skeptic', 'builder', 'product-manager', 'free'];

describe('a word that is not known', () => {
  test.each([
    ['a letter too few', 'skeptc', 'skeptic'],
    ['two letters swapped', 'buidler', 'builder'],
    ['other capitals', 'BUILDER', 'builder'],
    ['many slips in a long word', 'prodct-mangr', 'product-manager'],
    ['two slips in a short word', 'fere', 'free'],
  ])('with %s is taken for the closest known one', (_, word, guess) => {
    expect(didYouMean(word, known)).toBe(`did you mean "${guess}"?`);
  });

  test.each(['designer', 'xyz', ''])('like %j is not guessed at when nothing is close', (word) => {
    expect(didYouMean(word, known)).toBeUndefined();
  });

  test('is not guessed at when nothing is known', () => {
    expect(didYouMean('builder', [])).toBeUndefined();
  });
});
