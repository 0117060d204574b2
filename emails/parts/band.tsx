import type { ReactNode } from 'react';
import { light } from '../theme.ts';
import { paint } from './paint.ts';

type BandProps = { on: 'page' | 'card'; line?: 'rule' | 'ink'; children: ReactNode };

/** One full-width row of the mail, with the line that sets it off from the row above. */
export function Band({ on, line, children }: BandProps) {
  const { className, style } = paint(on);
  const borders = {
    rule: { borderTop: `1px solid ${light.rule}` },
    // With no colour of its own the line takes the ink's, in every mode.
    ink: { borderTop: '3px solid' },
  };
  const classes = ['band', className, ...(line === 'rule' ? ['ruled'] : [])];
  return (
    <tr>
      <td className={classes.join(' ')} style={{ padding: '28px 20px', ...style, ...(line && borders[line]) }}>
        {children}
      </td>
    </tr>
  );
}
