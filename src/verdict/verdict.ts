import type { Catalog } from '#catalog/catalog.ts';
import type { Pairing } from '#catalog/pairing.ts';
import type { Tool, ToolSlug } from '#catalog/tool.ts';
import { type VoteCounts, votesOn } from '#votes/vote-count.ts';
import { type Call, makeCall } from './call.ts';
import { type CommunityVerdict, communityVerdict } from './community-verdict.ts';
import { type PanelVerdict, panelVerdict } from './panel-verdict.ts';
import { pricingRead } from './pricing-read.ts';
import { reviewerSplit, type SplitRow } from './reviewer-split.ts';
import { type Quote, sharpestDisagreement } from './sharpest-disagreement.ts';

/** One side of a verdict. */
export type VerdictSide = { tool: Tool; panel: PanelVerdict; community: CommunityVerdict };

/** What is computed from a pairing: everything any page or mail says about it. */
export type Verdict = {
  pairing: Pairing;
  sides: [VerdictSide, VerdictSide];
  split: SplitRow[];
  disagreement: [Quote, Quote] | undefined;
  pricing: string;
  call: Call;
};

function toolOf(catalog: Catalog, slug: ToolSlug): Tool {
  const tool = catalog.tools.get(slug);
  if (!tool)
    throw new Error(`verdict of a pairing whose tool "${slug}" is missing -- invariant: ask hasBothTools first`);
  return tool;
}

/** Whether a verdict can be computed: both tools are in the catalog. */
export function hasBothTools(catalog: Catalog, pairing: Pairing): boolean {
  return pairing.tools.every((slug) => catalog.tools.has(slug));
}

/** The verdict on a pairing whose two tools are in the catalog. */
export function computeVerdict(catalog: Catalog, votes: VoteCounts, pairing: Pairing): Verdict {
  const tools = pairing.tools.map((slug) => toolOf(catalog, slug)) as [Tool, Tool];
  const reviews = pairing.tools.map((slug) => catalog.reviews.get(slug) ?? []) as [readonly [], readonly []];
  const split = reviewerSplit(catalog.panel, reviews);
  const side = (index: 0 | 1): VerdictSide => ({
    tool: tools[index],
    panel: panelVerdict(reviews[index]),
    community: communityVerdict(votesOn(votes, tools[index].slug)),
  });
  const sides: [VerdictSide, VerdictSide] = [side(0), side(1)];
  const callSide = ({ tool: { slug, name }, panel }: VerdictSide) => ({
    slug,
    name,
    panel,
    votes: votesOn(votes, slug),
  });
  return {
    pairing,
    sides,
    split,
    disagreement: sharpestDisagreement(split),
    pricing: pricingRead(...tools),
    call: makeCall([callSide(sides[0]), callSide(sides[1])], pairing.call),
  };
}
