import type { VoteCount } from '#votes/vote-count.ts';

/** Under this many votes a percentage would say more than is known. */
export const FEWEST_VOTES_SHOWN = 5;

/** What readers say of one tool: a share once there are enough votes, before that only how many there are. */
export type CommunityVerdict = { kind: 'too-few'; votes: number } | { kind: 'share'; votes: number; percent: number };

export function communityVerdict({ ship, skip }: VoteCount): CommunityVerdict {
  const votes = ship + skip;
  if (votes < FEWEST_VOTES_SHOWN) return { kind: 'too-few', votes };
  return { kind: 'share', votes, percent: Math.round((100 * ship) / votes) };
}
