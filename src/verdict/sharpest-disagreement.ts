import type { Stance } from '#catalog/review.ts';
import type { SplitRow } from './reviewer-split.ts';

/** A reviewer's words about one side. */
export type Quote = { reviewer: string; stance: Stance; quote: string };

function sideQuotes(split: readonly SplitRow[], side: 0 | 1): Quote[] {
  return split.flatMap(({ name, reviews }) => {
    const review = reviews[side];
    return review === undefined ? [] : [{ reviewer: name, stance: review.stance, quote: review.quote }];
  });
}

/** What makes two quotes worth printing together, the strongest first. */
const contrasts: readonly ((a: Quote, b: Quote) => boolean)[] = [
  (a, b) => a.reviewer === b.reviewer && a.stance !== b.stance,
  (a, b) => a.stance !== b.stance,
  (a, b) => a.reviewer !== b.reviewer,
  () => true,
];

/** One quote a side, as far apart as the reviews allow; the earlier reviewer of the panel wins a tie. */
export function sharpestDisagreement(split: readonly SplitRow[]): [Quote, Quote] | undefined {
  const couples = sideQuotes(split, 0).flatMap((a) => sideQuotes(split, 1).map((b): [Quote, Quote] => [a, b]));
  for (const contrast of contrasts) {
    const found = couples.find(([a, b]) => contrast(a, b));
    if (found) return found;
  }
  return undefined;
}
