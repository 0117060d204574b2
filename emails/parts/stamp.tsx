import type { PanelQuote } from '../digest.ts';
import { words } from '../fixed-words.ts';
import { paint } from './paint.ts';

/** The verdict of one reviewer as a word; the colour only repeats it. */
export function Stamp({ stance }: Pick<PanelQuote, 'stance'>) {
  const { className, style } = paint(stance);
  const shape = { border: '2px solid', padding: '0 5px', letterSpacing: 1 };
  return (
    <b className={className} style={{ ...style, ...shape }}>
      {words[stance]}
    </b>
  );
}
