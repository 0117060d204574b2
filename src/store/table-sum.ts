import { createHash } from 'node:crypto';
import type { Row } from './copy-queries.ts';

/** How many rows a table has, and a hash over all of them in the order of their key: the same on both kinds of database. */
export type TableSum = { table: string; rows: number; hash: string };

/** Columns by their names: a database may keep them in another order. */
function* textsOf(page: readonly Row[], withColumns: boolean): Generator<string> {
  const columns = Object.keys(page[0] ?? {}).toSorted();
  if (withColumns) yield JSON.stringify(columns);
  for (const row of page) yield JSON.stringify(columns.map((column) => row[column]));
}

/** Adds up a table page by page. */
export function openTableSum(table: string): { add(page: readonly Row[]): void; end(): TableSum } {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(page) {
      for (const text of textsOf(page, rows === 0)) hash.update(`${text}\n`);
      rows += page.length;
    },
    end: () => ({ table, rows, hash: hash.digest('hex') }),
  };
}
