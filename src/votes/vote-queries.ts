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

/** Records what a reader says of several tools at once; in a transaction all of it or nothing. */
export async function castVotes(
  store: Store,
  choices: ReadonlyMap<ToolSlug, Stance>,
  subscriberId: number,
  at: Date,
): Promise<void> {
  for (const [tool, choice] of choices) await castVote(store, tool, subscriberId, choice, at);
}

/** Every tool's votes as they stand. A reader who has not confirmed yet may vote; it counts once they have. */
export async function countVotes(store: Store): Promise<VoteCounts> {
  const rows = await store
    .selectFrom('votes')
    .select(({ fn }) => ['tool', 'choice', fn.countAll<number | bigint>().as('count')])
    .where('subscriber_id', 'not in', ({ selectFrom }) =>
      selectFrom('subscribers').select('id').where('status', '=', 'pending'),
    )
    .groupBy(['tool', 'choice'])
    .execute();
  const counts = new Map<ToolSlug, VoteCount>();
  for (const { tool, choice, count } of rows) {
    const slug = tool as ToolSlug;
    counts.set(slug, { ship: 0, skip: 0, ...counts.get(slug), [choice]: Number(count) });
  }
  return counts;
}

/** What one reader said so far, by tool. */
export async function votesOfReader(store: Store, subscriberId: number): Promise<Map<ToolSlug, Stance>> {
  const rows = await store
    .selectFrom('votes')
    .select(['tool', 'choice'])
    .where('subscriber_id', '=', subscriberId)
    .orderBy('tool')
    .execute();
  return new Map(rows.map(({ tool, choice }) => [tool as ToolSlug, choice]));
}
