import type { Store } from '#store/open-store.ts';

/** How many readers opened or clicked, and how many more only machines did for. */
export type ReactionCount = { readers: number; machinesOnly: number };

export type Reactions = { opened: ReactionCount; clicked: ReactionCount };

/** Who reacted to an issue, machines apart from people. */
export async function reactionsToIssue(store: Store, issueId: number): Promise<Reactions> {
  const rows = await store
    .selectFrom('provider_events')
    .select(['type', 'subscriber_id'])
    .select(({ fn }) => [fn.countAll<number | bigint>().as('all'), fn.count<number | bigint>('machine').as('machines')])
    .where('issue_id', '=', issueId)
    .where('state', '=', 'applied')
    .where('type', 'in', ['email.opened', 'email.clicked'])
    .groupBy(['type', 'subscriber_id'])
    .execute();
  const count = (wanted: string): ReactionCount => {
    const ofType = rows.filter(({ type }) => type === wanted);
    const readers = ofType.filter(({ all, machines }) => Number(all) > Number(machines)).length;
    return { readers, machinesOnly: ofType.length - readers };
  };
  return { opened: count('email.opened'), clicked: count('email.clicked') };
}
