import type { Verdict } from '#verdict/verdict.ts';
import type { DigestContent } from './issue-content.ts';

/** An order of the pairings of an issue other than its own, as their places in that: `2-0-1` begins with the third. */
export type InterestOrder = string;

/** Each order is rendered, kept and, in template mode, published on its own: so many at most, whatever readers chose. */
export const ORDERS_MOST = 16;

function isOfInterest({ sides }: Verdict, chosen: readonly string[]): boolean {
  return sides.some(({ tool }) => chosen.includes(tool.category));
}

/**
 * The order in which a reader who chose categories reads a lineup: pairings with a tool in one of them first, then the rest,
 * each in the issue's own order. Undefined where that is the issue's own order.
 */
export function interestOrder(lineup: readonly Verdict[], chosen: readonly string[]): InterestOrder | undefined {
  const places = lineup.map((verdict, place) => ({ place, rank: isOfInterest(verdict, chosen) ? 0 : 1 }));
  const sorted = places.toSorted((one, other) => one.rank - other.rank).map(({ place }) => place);
  return sorted.every((place, index) => place === index) ? undefined : sorted.join('-');
}

/** What a reader of a lineup can be interested in. */
export function categoriesIn(lineup: readonly Verdict[]): string[] {
  return [...new Set(lineup.flatMap(({ sides }) => sides.map(({ tool }) => tool.category)))];
}

/** The issue with its pairings in an order; everything else it says stays where it is. */
export function inInterestOrder(content: DigestContent, order: InterestOrder): DigestContent {
  const lineup = order.split('-').map((place) => content.lineup[Number(place)]);
  if (!lineup.every((verdict) => verdict !== undefined) || lineup.length !== content.lineup.length)
    throw new Error(`${order} is no order of the pairings of ${content.week} -- invariant`);
  return { ...content, lineup };
}

/** Categories that so many readers chose. */
export type Choice = { categories: readonly string[]; readers: number };

export type OrderCount = { order: InterestOrder; readers: number };

/** The orders that come of what readers chose, those with the most readers first; who would read another reads the issue's own. */
export function interestOrders(lineup: readonly Verdict[], choices: readonly Choice[]): OrderCount[] {
  const counts = new Map<InterestOrder, number>();
  for (const { categories, readers } of choices) {
    const order = interestOrder(lineup, categories);
    if (order !== undefined) counts.set(order, (counts.get(order) ?? 0) + readers);
  }
  return [...counts]
    .map(([order, readers]) => ({ order, readers }))
    .toSorted((one, other) => other.readers - one.readers || (one.order < other.order ? -1 : 1))
    .slice(0, ORDERS_MOST);
}
