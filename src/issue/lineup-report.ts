import type { Candidate, RankingPart } from '#selection/candidate.ts';
import type { Refusal, Selection } from '#selection/select-lineup.ts';

/** Why the lineup is what it is, kept with the issue: for the editor, not for the reader. */
export type LineupReport = {
  chosen: { pairing: string; points: number; parts: RankingPart[] }[];
  /** Pairings of the window that are not in the lineup. Those of earlier issues are not repeated here. */
  refused: { pairing: string; rule: string; reason: string; points?: number }[];
  /** What the data folder lacked while composing, as an editor reads it. */
  leftOut: string[];
};

function chosenLine({ verdict, points, parts }: Candidate) {
  return { pairing: verdict.pairing.slug, points, parts };
}

function refusedLine({ pairing, rule, reason, points }: Refusal) {
  return { pairing: pairing.slug, rule, reason, ...(points === undefined ? {} : { points }) };
}

export function lineupReport({ chosen, refused }: Selection, leftOut: readonly string[]): LineupReport {
  return {
    chosen: chosen.map(chosenLine),
    refused: refused.filter(({ rule }) => rule !== 'earlier issue').map(refusedLine),
    leftOut: [...leftOut],
  };
}
