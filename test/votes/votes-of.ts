import { toolSlugSchema } from '#catalog/tool.ts';
import type { VoteCount, VoteCounts } from '#votes/vote-count.ts';

/** Vote counts by tool: `votesOf({ alpha: { ship: 3, skip: 2 } })`. */
export function votesOf(counts: Readonly<Record<string, VoteCount>>): VoteCounts {
  return new Map(Object.entries(counts).map(([slug, count]) => [toolSlugSchema.parse(slug), count]));
}
