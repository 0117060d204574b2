import type { Stance } from '#catalog/review.ts';
import { words } from '../../../emails/fixed-words.ts';

/** One reviewer's answer as a word; the colour only repeats it. */
export function Stamp({ stance }: { stance: Stance }) {
  return <b className={`stamp ${stance}`}>{words[stance]}</b>;
}
