import type { Pairing } from '#catalog/pairing.ts';
import { computeVerdict, hasBothTools } from '#verdict/verdict.ts';
import type { VoteCounts } from '#votes/vote-count.ts';
import type { Candidate } from './candidate.ts';
import { byPoints, rank } from './ranking.ts';
import { refusalOf, type SelectionContext, type SelectionRuleName } from './selection-rules.ts';

/** A pairing that is not in the lineup, and why. */
export type Refusal = { pairing: Pairing; rule: SelectionRuleName; reason: string; points?: number };

/** The week's choice: the chosen in order, the lead first, and every other pairing of the catalog with its reason. */
export type Selection = { chosen: Candidate[]; refused: Refusal[] };

/**
 * Chooses the week's pairings: what no rule refuses is ranked, then taken from the top as long as the rules about the
 * lineup itself allow. The same for the same catalog, whatever the order of files.
 */
export function selectLineup(context: SelectionContext, votes: VoteCounts): Selection {
  const refused: Refusal[] = [];
  const ranked: Candidate[] = [];
  for (const pairing of context.catalog.pairings) {
    const refusal = refusalOf(pairing, context, []);
    if (refusal) refused.push({ pairing, ...refusal });
    else if (hasBothTools(context.catalog, pairing)) {
      ranked.push(rank(computeVerdict(context.catalog, votes, pairing), context.window.upTo));
    }
  }
  const chosen: Candidate[] = [];
  for (const candidate of ranked.toSorted(byPoints)) {
    const { pairing } = candidate.verdict;
    const refusal = refusalOf(
      pairing,
      context,
      chosen.map(({ verdict }) => verdict.pairing),
    );
    if (refusal) refused.push({ pairing, ...refusal, points: candidate.points });
    else chosen.push(candidate);
  }
  return { chosen, refused };
}
