import type { ToolSlug } from '#catalog/tool.ts';

/** Readers' votes on one tool. */
export type VoteCount = { ship: number; skip: number };

/** Votes by tool; a tool nobody voted on has no entry. */
export type VoteCounts = ReadonlyMap<ToolSlug, VoteCount>;

export function votesOn(counts: VoteCounts, tool: ToolSlug): VoteCount {
  return counts.get(tool) ?? { ship: 0, skip: 0 };
}
