import { expect, test } from 'vitest';
import { newerMigration } from '#store/newer-migration.ts';

test('A migration this program does not know is that of a newer version; one the database lacks is not', () => {
  expect(newerMigration(['1', '2', '3'], ['1', '2'])).toBe('3');
  expect(newerMigration(['1'], ['1', '2'])).toBeUndefined();
});
