import blossom from 'edmonds-blossom';
import type { Catalog } from '#catalog/catalog.ts';
import type { Pairing } from '#catalog/pairing.ts';
import type { Tool } from '#catalog/tool.ts';
import { panelVerdict } from '#verdict/panel-verdict.ts';

/** Two tools without a pairing that would make a good one. */
export type Suggestion = { tools: [Tool, Tool]; points: number; reasons: string[] };

/** What makes two tools worth comparing. Whole points: the matching is exact on integers. */
const suggestionRules: readonly {
  points: number;
  reason: string;
  holds(a: Tool, b: Tool, catalog: Catalog): boolean;
}[] = [
  { points: 60, reason: 'same category', holds: (a, b) => a.category === b.category },
  { points: 15, reason: 'different vendors', holds: (a, b) => a.vendor !== b.vendor },
  { points: 15, reason: 'different entry prices', holds: (a, b) => a.entry.model !== b.entry.model },
  {
    points: 20,
    reason: 'the panel is of two minds',
    holds: (a, b, catalog) => panelPercent(catalog, a) !== panelPercent(catalog, b),
  },
  {
    points: 10,
    reason: 'launched within a year of each other',
    holds: (a, b) => Math.abs(Date.parse(a.launchedOn) - Date.parse(b.launchedOn)) <= 365 * 86_400_000,
  },
];

function panelPercent(catalog: Catalog, { slug }: Tool): number {
  return panelVerdict(catalog.reviews.get(slug) ?? []).percent;
}

/** Tools that stand in no pairing yet, by slug. */
export function unpairedTools({ tools, pairings }: Catalog): Tool[] {
  const paired = new Set(pairings.flatMap((pairing: Pairing) => pairing.tools));
  return [...tools.values()].filter(({ slug }) => !paired.has(slug));
}

function suggestion(a: Tool, b: Tool, catalog: Catalog): Suggestion {
  const holding = suggestionRules.filter(({ holds }) => holds(a, b, catalog));
  return {
    tools: [a, b],
    points: holding.reduce((sum, { points }) => sum + points, 0),
    reasons: holding.map(({ reason }) => reason),
  };
}

/**
 * The best set of pairings among tools that have none: each tool at most once, the most points in all (maximum-weight
 * matching, Edmonds 1965). Best suggestion first.
 */
export function suggestPairings(catalog: Catalog): Suggestion[] {
  const tools = unpairedTools(catalog);
  const couples = tools.flatMap((a, i) =>
    tools.slice(i + 1).map((b, offset) => ({ i, j: i + 1 + offset, found: suggestion(a, b, catalog) })),
  );
  const worthIt = couples.filter(({ found }) => found.points > 0);
  const mates = blossom(worthIt.map(({ i, j, found }) => [i, j, found.points]));
  return worthIt
    .filter(({ i, j }) => mates[i] === j)
    .map(({ found }) => found)
    .sort((a, b) => b.points - a.points || (a.tools[0].slug < b.tools[0].slug ? -1 : 1));
}
