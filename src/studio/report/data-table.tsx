import type { ReactNode } from 'react';

export type DataTableProps = {
  caption: string;
  /** Of each column; the first is of what the rows are named after. */
  heads: readonly string[];
  rows: readonly (readonly ReactNode[])[];
  /** Cells of words rather than of numbers. */
  words?: boolean;
};

/** A table in a frame of its own, which scrolls sideways where it is too wide for a phone, by keyboard too. */
export function DataTable({ caption, heads, rows, words = false }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="sideways" aria-label={caption} tabIndex={0}>
      <table className={words ? 'data names' : 'data'}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
            <tr key={row}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor do columns
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
