import { expect, test } from 'vitest';
import { formatFault } from '#catalog/fault.ts';

const fault = { file: 'data/tools/alpha.json', line: 11, column: 14, path: 'entry.model', problem: 'is "Fre"' };

test('a fault is one line: place, path, problem and remedy', () => {
  expect(formatFault({ ...fault, remedy: 'did you mean "free"?' })).toBe(
    'data/tools/alpha.json:11:14 entry.model: is "Fre" (did you mean "free"?)',
  );
});

test('a fault without a remedy has no brackets', () => {
  expect(formatFault(fault)).toBe('data/tools/alpha.json:11:14 entry.model: is "Fre"');
});

test('a fault of the whole document has no path', () => {
  expect(formatFault({ ...fault, path: '', problem: 'is missing' })).toBe('data/tools/alpha.json:11:14 is missing');
});
