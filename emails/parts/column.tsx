import type { ReactNode } from 'react';

/** The one column all bands stand in. A fixed layout keeps a word that fits on no line from widening it. */
export function Column({ children }: { children: ReactNode }) {
  return (
    <table
      role="presentation"
      align="center"
      width="100%"
      cellPadding="0"
      cellSpacing="0"
      style={{ maxWidth: 600, tableLayout: 'fixed' }}
    >
      <tbody>{children}</tbody>
    </table>
  );
}
