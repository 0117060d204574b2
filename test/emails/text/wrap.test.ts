import { describe, expect, test } from 'vitest';
import { columnsOf, cutToColumns, padToColumns } from '../../../emails/text/columns.ts';
import { twoSides } from '../../../emails/text/two-sides.ts';
import { wrap, wrapWritten } from '../../../emails/text/wrap.ts';

describe('columns', () => {
  test.each([
    ['plain', 5],
    ['naïve — “quoted”', 16],
    ['cafe\u0301', 4],
    ['漢字', 4],
    ['ﾊﾝｶｸ', 4],
    ['🚀', 2],
    ['한국', 4],
    ['zero\u200Bwidth', 9],
  ])('of %j are %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  test('are padded by what is missing', () => {
    expect(padToColumns('漢字', 6)).toBe('漢字  ');
    expect(padToColumns('longer', 3)).toBe('longer');
  });

  test('cut no character in two', () => {
    expect(cutToColumns('🚀🚀🚀', 4)).toEqual(['🚀🚀', '🚀']);
    expect(cutToColumns('漢字漢', 3)).toEqual(['漢', '字', '漢']);
  });
});

describe('wrapping', () => {
  test('fills lines to the last column and not beyond', () => {
    expect(wrap('aaa bbb ccc', 7)).toEqual(['aaa bbb', 'ccc']);
    expect(wrap('aaa bbb ccc', 6)).toEqual(['aaa', 'bbb', 'ccc']);
  });

  test('cuts a word that fits on no line', () => {
    expect(wrap('a bbbbbbb c', 4)).toEqual(['a', 'bbbb', 'bbb', 'c']);
  });

  test('leaves an address whole on a line of its own', () => {
    expect(wrap('see https://verdicts.example/x now', 10)).toEqual(['see', 'https://verdicts.example/x', 'now']);
    expect(wrap('(https://verdicts.example/x)', 10)).toEqual(['(https://verdicts.example/x)']);
  });

  test('does not break where an editor put a no-break space', () => {
    expect(wrap('paid from 20\u00A0dollars', 12)).toEqual(['paid from', '20\u00A0dollars']);
  });

  test('makes no line of nothing', () => {
    expect(wrap(' \n ', 10)).toEqual([]);
  });

  test('keeps an editor’s paragraphs and hangs what is wrapped under its list mark', () => {
    const item = 'word '.repeat(20).trim();
    expect(wrapWritten(`Intro\n\n- ${item}\n1. ${item}`)).toEqual([
      'Intro',
      '',
      `- ${'word '.repeat(14).trim()}`,
      `  ${'word '.repeat(6).trim()}`,
      `1. ${'word '.repeat(14).trim()}`,
      `   ${'word '.repeat(6).trim()}`,
    ]);
  });
});

describe('two sides', () => {
  test('stand under each other, wrapped cells too', () => {
    const long = 'one two three four five six seven eight';
    expect(
      twoSides([
        { label: 'Panel', cells: ['Free', 'Paid'] },
        { label: 'In short', cells: [long, 'short'] },
      ]),
    ).toEqual([
      'Panel     Free                         Paid',
      'In short  one two three four five six  short',
      '          seven eight',
    ]);
  });

  test('begin right after the longest label', () => {
    expect(twoSides([{ label: 'Panel', cells: ['50%', '75%'] }])).toEqual(['Panel  50%  75%']);
  });

  test('go on in the second column alone where the first has ended', () => {
    const lines = twoSides([{ label: 'In short', cells: ['short', 'one two three four five six seven eight'] }]);
    expect(lines).toEqual(['In short  short  one two three four five six', '                 seven eight']);
  });
});
