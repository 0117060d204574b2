import type { ExpressionBuilder } from 'kysely';
import { type IssueContent, isDigest } from '#issue/issue-content.ts';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Store } from '#store/open-store.ts';

type Subscribers = ExpressionBuilder<DatabaseSchema, 'subscribers'>;

/** Those whose mail carried what is corrected; the unknown too, because it may have reached them. */
function gotIssue({ eb, selectFrom }: Subscribers, name: string) {
  const readers = selectFrom('deliveries')
    .innerJoin('issues', 'issues.id', 'deliveries.issue_id')
    .select('deliveries.subscriber_id')
    .where('issues.name', '=', name)
    .where('deliveries.outcome', 'in', ['accepted', 'unknown']);
  return eb('subscribers.id', 'in', readers);
}

/** Who a mail goes to: active readers who are not on a pause that lasts beyond the day; of them, whom a correction concerns. */
export function isInAudience(content: IssueContent, today: string) {
  return (builder: Subscribers) => {
    const { eb, or, and } = builder;
    const everybody = [
      eb('status', '=', 'active'),
      or([eb('paused_until', 'is', null), eb('paused_until', '<=', today)]),
    ];
    const concerned = !isDigest(content) && content.kind === 'correction' ? [gotIssue(builder, content.of)] : [];
    return and([...everybody, ...concerned]);
  };
}

/** How many readers a mail would go to if it were frozen now. */
export async function audienceOf(store: Store, content: IssueContent, today: string): Promise<number> {
  const { count } = await store
    .selectFrom('subscribers')
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .where(isInAudience(content, today))
    .executeTakeFirstOrThrow();
  return Number(count);
}
