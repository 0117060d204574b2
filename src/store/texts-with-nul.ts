import type { CopiedTable } from './copied-tables.ts';
import type { Row } from './copy-queries.ts';

/** Where a text has the character U+0000: SQLite holds it, PostgreSQL refuses it. */
export type TextWithNul = { table: string; row: Row; column: string };

export function textsWithNul({ table, key }: CopiedTable, page: readonly Row[]): TextWithNul[] {
  const found: TextWithNul[] = [];
  for (const row of page)
    for (const [column, value] of Object.entries(row))
      if (typeof value === 'string' && value.includes('\0'))
        found.push({ table, row: Object.fromEntries(key.map((name) => [name, row[name] ?? null])), column });
  return found;
}
