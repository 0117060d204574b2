import type { PlainDate } from '#calendar/plain-date.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { PairingSlug } from '#catalog/pairing.ts';
import { pairingSlug } from '#catalog/pairing.ts';
import type { Tool } from '#catalog/tool.ts';
import { computeVerdict, hasBothTools, type Verdict, type VerdictSide } from '#verdict/verdict.ts';
import { countVotes } from '#votes/vote-queries.ts';
import type { App } from '../../app.ts';
import { recentCatalog } from '../recent-catalog.ts';

/** What anybody may see today: verdicts as they stand now, the newest pairing first, and the tools in them. */
export type Published = {
  panel: Catalog['panel'];
  reviews: Catalog['reviews'];
  verdicts: readonly Verdict[];
  /** A tool is public once a pairing of it is. */
  tools: ReadonlyMap<string, Tool>;
};

function newestFirst(a: Verdict, b: Verdict): number {
  if (a.pairing.publishedOn !== b.pairing.publishedOn) return a.pairing.publishedOn < b.pairing.publishedOn ? 1 : -1;
  return a.pairing.slug < b.pairing.slug ? -1 : 1;
}

function publishedBy(today: PlainDate, catalog: Catalog, votes: Awaited<ReturnType<typeof countVotes>>): Published {
  const verdicts = catalog.pairings
    .filter((pairing) => pairing.publishedOn <= today && hasBothTools(catalog, pairing))
    .map((pairing) => computeVerdict(catalog, votes, pairing))
    .sort(newestFirst);
  const tools = verdicts.flatMap(({ sides }) => sides.map(({ tool }) => tool));
  return {
    panel: catalog.panel,
    reviews: catalog.reviews,
    verdicts,
    tools: new Map(tools.sort((a, b) => (a.slug < b.slug ? -1 : 1)).map((tool) => [tool.slug, tool])),
  };
}

/** What is published today; files are read anew every few seconds, votes every time. */
export async function readPublished(app: App): Promise<Published> {
  return publishedBy(app.today(), await recentCatalog(app), await countVotes(app.store));
}

/** A comparison by its address: the verdict, or the canonical address when the tools stand in the other order. */
export function findComparison(
  { verdicts }: Published,
  address: string,
): { verdict: Verdict } | { canonical: PairingSlug } | undefined {
  const verdict = verdicts.find(({ pairing }) => pairing.slug === address);
  if (verdict) return { verdict };
  const reversed = verdicts.find(({ pairing: { tools } }) => pairingSlug([tools[1], tools[0]]) === address);
  return reversed && { canonical: reversed.pairing.slug };
}

/** A tool with its figures; undefined while no comparison of it is published. */
export function sideOf({ verdicts }: Published, slug: string): VerdictSide | undefined {
  return verdicts.flatMap(({ sides }) => sides).find(({ tool }) => tool.slug === slug);
}
