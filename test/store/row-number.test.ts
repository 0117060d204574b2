import { describe, expect, test } from 'vitest';
import { rowNumber } from '#store/row-number.ts';

describe('the number of a row, named from outside', () => {
  const cases: [string, 10 | 36, number | undefined][] = [
    ['0', 10, 0],
    ['1', 10, 1],
    ['2147483647', 10, 2_147_483_647],
    ['2147483648', 10, undefined],
    ['999999999999999', 10, undefined],
    ['9'.repeat(400), 10, undefined],
    ['-1', 10, undefined],
    ['01', 10, undefined],
    ['1e3', 10, undefined],
    ['1.5', 10, undefined],
    ['1 or 1', 10, undefined],
    ['', 10, undefined],
    ['zz', 36, 1295],
    ['ZZ', 36, undefined],
    ['zik0zj', 36, 2_147_483_647],
    ['zik0zk', 36, undefined],
  ];
  test.each(cases)('%j in base %i is %j', (text, base, number) => expect(rowNumber(text, base)).toBe(number));
});
