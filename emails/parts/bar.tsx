import { light } from '../theme.ts';

/** Two cells of inline background-color: the one kind of bar that survived every client we measured. */
export function Bar({ percent }: { percent: number }) {
  return (
    <table role="presentation" className="bar" width="100%" cellPadding="4" cellSpacing="0">
      <tr>
        {percent > 0 && <td className="filled" width={`${percent}%`} style={{ backgroundColor: light.ship }} />}
        {percent < 100 && <td className="track" style={{ backgroundColor: light.rule }} />}
      </tr>
    </table>
  );
}
