import { describe, expect, it } from 'vitest';
import type { Row } from '#store/copy-queries.ts';
import { openTableSum } from '#store/table-sum.ts';

function sumOf(...pages: Row[][]) {
  const sum = openTableSum('readers');
  for (const page of pages) sum.add(page);
  return sum.end();
}

const [ada, bob]: Row[] = [
  { id: 1, name: 'Ada', note: null },
  { id: 2, name: 'Bob', note: '' },
] as const;
const usual = sumOf([ada as Row, bob as Row]);

describe('The sum of a table', () => {
  it('is its name, how many rows it has and a hash of them', () => {
    expect(usual).toEqual({ table: 'readers', rows: 2, hash: expect.stringMatching(/^[\da-f]{64}$/) });
    expect(sumOf()).toMatchObject({ rows: 0, hash: expect.stringMatching(/^[\da-f]{64}$/) });
  });

  it('is the same whatever the pages and the order of the columns', () => {
    expect(sumOf([ada as Row], [bob as Row])).toEqual(usual);
    expect(sumOf([{ note: null, name: 'Ada', id: 1 }], [{ name: 'Bob', id: 2, note: '' }])).toEqual(usual);
  });

  it.each<[string, Row[]]>([
    ['another letter', [{ ...ada, name: 'Adа' }, { ...bob }]],
    ['an empty text in place of nothing', [{ ...ada, note: '' }, { ...bob }]],
    ['a text in place of a number', [{ ...ada, id: '1' }, { ...bob }]],
    ['a value in another column', [{ id: 1, name: null, note: 'Ada' }, { ...bob }]],
    ['another order of rows', [{ ...bob }, { ...ada }]],
    [
      'a column of another name',
      [ada, bob].map((row) => ({ id: row?.id ?? 0, name: row?.name ?? '', words: row?.note ?? null })),
    ],
    ['a row less', [{ ...ada }]],
  ])('is another one for %s', (_, rows) => {
    expect(sumOf(rows).hash).not.toBe(usual.hash);
  });
});
