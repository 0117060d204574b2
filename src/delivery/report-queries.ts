import type { Store } from '#store/open-store.ts';

/** Votes on one tool. */
export type ToolVotes = { tool: string; ship: number; skip: number };

/** Votes of those who were mailed an issue, cast or changed since it went out, by tool. A vote keeps its last time only. */
export async function votesAfter(store: Store, issueId: number, since: Date): Promise<ToolVotes[]> {
  const rows = await store
    .selectFrom('votes')
    .innerJoin('deliveries', 'deliveries.subscriber_id', 'votes.subscriber_id')
    .select(({ fn }) => ['votes.tool', 'votes.choice', fn.countAll<number | bigint>().as('count')])
    .where('deliveries.issue_id', '=', issueId)
    .where('deliveries.outcome', '=', 'accepted')
    .where('votes.voted_at', '>=', since.toISOString())
    .groupBy(['votes.tool', 'votes.choice'])
    .orderBy('votes.tool')
    .execute();
  const votes = new Map<string, ToolVotes>();
  for (const { tool, choice, count } of rows)
    votes.set(tool, { tool, ship: 0, skip: 0, ...votes.get(tool), [choice]: Number(count) });
  return [...votes.values()];
}

/** Who did not get an issue and never will by itself. */
export type Unmailed = {
  rejected: number;
  /** Sending was stopped before their batch's turn. */
  neverTried: number;
  /** How many of those are no longer mailed: they left, are suppressed, or were erased. */
  gone: number;
  /** Nobody can tell, so they are not among those. */
  unknown: number;
};

export async function unmailedOf(store: Store, issueId: number): Promise<Unmailed> {
  const rows = await store
    .selectFrom('deliveries')
    .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
    .select(({ fn }) => ['deliveries.outcome', 'subscribers.status', fn.countAll<number | bigint>().as('count')])
    .where('deliveries.issue_id', '=', issueId)
    .where(({ eb, or }) =>
      or([eb('deliveries.outcome', 'in', ['rejected', 'unknown']), eb('deliveries.outcome', 'is', null)]),
    )
    .groupBy(['deliveries.outcome', 'subscribers.status'])
    .execute();
  const sum = (matches: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(matches).reduce((total, { count }) => total + Number(count), 0);
  return {
    rejected: sum(({ outcome }) => outcome === 'rejected'),
    neverTried: sum(({ outcome }) => outcome === null),
    gone: sum(({ outcome, status }) => outcome !== 'unknown' && status !== 'active'),
    unknown: sum(({ outcome }) => outcome === 'unknown'),
  };
}
