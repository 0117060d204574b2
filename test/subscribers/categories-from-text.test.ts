import { expect, it } from 'vitest';
import { categoriesFromText } from '#subscribers/categories-from-text.ts';

it('Categories are read from the list they are kept as', () => {
  expect(categoriesFromText('["Voice","Model APIs"]')).toEqual(['Voice', 'Model APIs']);
  expect(categoriesFromText('[]')).toEqual([]);
});

it.each(['', 'Voice', '"Voice"', '["Voice"', '[1]', '{"0":"Voice"}', 'null'])(
  'What is no such list is none: %j',
  (json) => expect(categoriesFromText(json)).toBeUndefined(),
);
