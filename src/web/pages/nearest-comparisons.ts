import { didYouMean } from '#catalog/did-you-mean.ts';
import type { Verdict } from '#verdict/verdict.ts';

const MOST = 3;
/** Shorter words of an address, such as "ai" or "vs", are in too many names to mean anything. */
const WORD_FEWEST_LETTERS = 3;

function closeness(wanted: string, { pairing }: Verdict): number {
  const isClose = (word: string, known: string) => didYouMean(word, [known]) !== undefined;
  if (isClose(wanted, pairing.slug)) return 4;
  const [first = '', second = ''] = wanted.split('-vs-');
  const sides = [first, second].filter((side) => side !== '' && pairing.tools.some((tool) => isClose(side, tool)));
  const words = wanted.split('-').filter((word) => word.length >= WORD_FEWEST_LETTERS);
  const known = pairing.slug.split('-');
  const shared = words.filter((word) => known.includes(word)).length;
  return sides.length + shared / Math.max(1, words.length);
}

function nameIn(path: string): string {
  const last = path.split('/').filter(Boolean).at(-1) ?? '';
  return last
    .toLowerCase()
    .replace(/[\s_.]+/g, '-')
    .slice(0, 150);
}

/** The comparisons whose names are closest to what an address asks for; none when nothing is close. */
export function nearestComparisons(path: string, verdicts: readonly Verdict[]): Verdict[] {
  const wanted = nameIn(path);
  return verdicts
    .map((verdict) => ({ verdict, close: closeness(wanted, verdict) }))
    .filter(({ close }) => close > 0)
    .sort((a, b) => b.close - a.close)
    .slice(0, MOST)
    .map(({ verdict }) => verdict);
}
