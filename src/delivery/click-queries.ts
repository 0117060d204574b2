import type { Store } from '#store/open-store.ts';

/** How many readers clicked a link of the mail, and for how many more only machines did. */
export type LinkClicks = {
  /** As the mail has it; null when it is not one of the mail's, or was clicked before links were kept. */
  link: string | null;
  readers: number;
  machinesOnly: number;
};

/** Clicks on each link of an issue's mail, the most clicked first. */
export async function clicksByLink(store: Store, issueId: number): Promise<LinkClicks[]> {
  const byReader = store
    .selectFrom('provider_events')
    .select(['link', 'subscriber_id'])
    .select(({ eb, fn }) =>
      fn.max(eb.case().when('machine', 'is', null).then(eb.lit(1)).else(eb.lit(0)).end()).as('by_a_person'),
    )
    .where('issue_id', '=', issueId)
    .where('state', '=', 'applied')
    .where('type', '=', 'email.clicked')
    .groupBy(['link', 'subscriber_id']);
  const rows = await store
    .selectFrom(byReader.as('clicks'))
    .select(({ fn }) => [
      'link',
      fn.sum<number | bigint>('by_a_person').as('readers'),
      fn.countAll<number | bigint>().as('all'),
    ])
    .groupBy('link')
    .orderBy('readers', 'desc')
    .orderBy('link')
    .execute();
  return rows.map(({ link, readers, all }) => ({
    link,
    readers: Number(readers),
    machinesOnly: Number(all) - Number(readers),
  }));
}
