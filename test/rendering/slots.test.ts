import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileTemplate, fillTemplate, slot, unknownSlots } from '#rendering/slots.ts';

const token = slot('READER_TOKEN');

test('every place of a slot gets the value, and nothing else changes', () => {
  const template = compileTemplate(`a ${token} b%% ${token}% c`);
  expect(fillTemplate(template, { READER_TOKEN: 'x1' })).toBe('a x1 b%% x1% c');
});

test('a slot that nobody fills is an error that names it', () => {
  expect(() => compileTemplate('Dear %%FIRST_NAME%%, %%READER_TOKEN%%')).toThrow('slots left over: FIRST_NAME');
  expect(unknownSlots('%%A%% %%B_C%% %%A%% %%READER_TOKEN%%')).toEqual(['A', 'B_C']);
});

test('filling is the same as replacing, for any text around the slots', () => {
  const piece = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('%'));
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1 }), piece, (pieces, value) => {
      const filled = fillTemplate(compileTemplate(pieces.join(token)), { READER_TOKEN: value });
      expect(filled).toBe(pieces.join(value));
    }),
  );
});
