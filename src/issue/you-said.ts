import type { PairingSlug } from '#catalog/pairing.ts';
import type { ToolSlug } from '#catalog/tool.ts';
import { communityVerdict } from '#verdict/community-verdict.ts';
import type { Verdict, VerdictSide } from '#verdict/verdict.ts';
import { type VoteCounts, votesOn } from '#votes/vote-count.ts';

/** Fewer points between readers and panel are no disagreement worth a block of the mail. */
export const FEWEST_POINTS_APART = 20;

/** Where readers and panel disagreed most about a tool of the previous issue. */
export type YouSaid = {
  pairing: PairingSlug;
  tool: { slug: ToolSlug; name: string };
  panelPercent: number;
  communityPercent: number;
  votes: number;
};

/** As readers and editors read it. */
export function youSaidSentence({ tool, panelPercent, communityPercent, votes }: YouSaid): string {
  return `${communityPercent}% of ${votes} readers would ship ${tool.name}; the panel said ${panelPercent}%.`;
}

function pointsApart({ panelPercent, communityPercent }: YouSaid): number {
  return Math.abs(panelPercent - communityPercent);
}

/** The panel as the issue printed it, the readers as they have voted since; nothing while either has no percentage. */
function disagreementOn({ pairing }: Verdict, { tool, panel }: VerdictSide, votes: VoteCounts): YouSaid[] {
  const community = communityVerdict(votesOn(votes, tool.slug));
  if (community.kind === 'too-few' || panel.ships + panel.skips === 0) return [];
  return [
    {
      pairing: pairing.slug,
      tool: { slug: tool.slug, name: tool.name },
      panelPercent: panel.percent,
      communityPercent: community.percent,
      votes: community.votes,
    },
  ];
}

/** The tool of an issue that readers and panel are furthest apart on, the earlier in the lineup when two are alike. */
export function youSaid(lineup: readonly Verdict[], votes: VoteCounts): YouSaid | undefined {
  const [furthest] = lineup
    .flatMap((verdict) => verdict.sides.flatMap((side) => disagreementOn(verdict, side, votes)))
    .filter((disagreement) => pointsApart(disagreement) >= FEWEST_POINTS_APART)
    .toSorted((a, b) => pointsApart(b) - pointsApart(a));
  return furthest;
}
