import type { Verdict } from '#verdict/verdict.ts';

/** A pairing that could go into the issue, with its verdict and what it earned in the ranking. */
export type Candidate = { verdict: Verdict; points: number; parts: RankingPart[] };

/** One part of a ranking: how many points, and because of what. */
export type RankingPart = { name: string; points: number; because: string };
