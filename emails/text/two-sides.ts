import { columnsOf, padToColumns } from './columns.ts';
import { COLUMNS, wrap } from './wrap.ts';

export type Row = { label: string; cells: readonly [string, string] };

const GAP = 2;

/** Labels, then two columns; a cell that is too long goes on below itself. */
export function twoSides(rows: Row[]): string[] {
  const labelColumns = Math.max(...rows.map(({ label }) => columnsOf(label))) + GAP;
  const half = Math.floor((COLUMNS - labelColumns - GAP) / 2);
  const wrapped = rows.map(({ label, cells }) => ({ label, left: wrap(cells[0], half), right: wrap(cells[1], half) }));
  const leftColumns = Math.max(...wrapped.flatMap(({ left }) => left.map(columnsOf))) + GAP;
  return wrapped.flatMap(({ label, left, right }) =>
    Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
      const first = padToColumns(index === 0 ? label : '', labelColumns);
      return `${first}${padToColumns(left[index] ?? '', leftColumns)}${right[index] ?? ''}`.trimEnd();
    }),
  );
}
