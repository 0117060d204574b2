import type { Stance } from '#catalog/review.ts';
import type { ToolSlug } from '#catalog/tool.ts';
import type { Store } from '#store/open-store.ts';
import type { VoteCount, VoteCounts } from './vote-count.ts';

/** Records a reader's vote on a tool; the last one stands. */
export async function castVote(
  store: Store,
  tool: ToolSlug,
  subscriberId: number,
  choice: Stance,
  at: Date,
): Promise<void> {
  const voted_at = at.toISOString();
  await store
    .insertInto('votes')
    .values({ tool, subscriber_id: subscriberId, choice, voted_at })
    .onConflict((conflict) => conflict.columns(['tool', 'subscriber_id']).doUpdateSet({ choice, voted_at }))
    .execute();
}

/** Every tool's votes as they stand. */
export async function countVotes(store: Store): Promise<VoteCounts> {
  const rows = await store
    .selectFrom('votes')
    .select(({ fn }) => ['tool', 'choice', fn.countAll<number | bigint>().as('count')])
    .groupBy(['tool', 'choice'])
    .execute();
  const counts = new Map<ToolSlug, VoteCount>();
  for (const { tool, choice, count } of rows) {
    const slug = tool as ToolSlug;
    counts.set(slug, { ship: 0, skip: 0, ...counts.get(slug), [choice]: Number(count) });
  }
  return counts;
}
