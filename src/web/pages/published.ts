import type { PlainDate } from '#calendar/plain-date.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { PairingSlug } from '#catalog/pairing.ts';
import { pairingSlug } from '#catalog/pairing.ts';
import type { Tool } from '#catalog/tool.ts';
import { computeVerdict, hasBothTools, type Verdict } from '#verdict/verdict.ts';
import { countVotes } from '#votes/vote-queries.ts';
import type { App } from '../../app.ts';

/** What editors save shows up after this long; reading a few hundred files for every visitor would be slower. */
const CATALOG_KEPT_MS = 5_000;

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

type Kept = { catalog: Promise<Catalog>; readAtMs: number };
const keptByApp = new WeakMap<App, Kept>();

function recentCatalog(app: App): Promise<Catalog> {
  const nowMs = app.clock().getTime();
  const kept = keptByApp.get(app);
  if (kept && nowMs - kept.readAtMs <= CATALOG_KEPT_MS) return kept.catalog;
  const catalog = app.readCatalog().then((reading) => reading.catalog);
  keptByApp.set(app, { catalog, readAtMs: nowMs });
  // A failed reading is not kept: the next visitor tries again.
  catalog.catch(() => keptByApp.delete(app));
  return catalog;
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
