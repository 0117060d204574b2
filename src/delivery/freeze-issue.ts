import { sql } from 'kysely';
import type { PlainDate } from '#calendar/plain-date.ts';
import type { ApprovedIssue, SendingIssue } from '#issue/issue.ts';
import { BY_SENDER } from '#issue/issue-change.ts';
import type { IssueContent } from '#issue/issue-content.ts';
import { issueId, replaceIssue } from '#issue/issue-queries.ts';
import { startSending } from '#issue/issue-steps.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import type { OrderedMail } from '#rendering/render-orders.ts';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { isInAudience } from './audience-queries.ts';
import { BATCH_SIZE } from './batch.ts';
import { insertFrozenOrders } from './frozen-order-queries.ts';

export type Freezing = { kind: 'frozen'; issue: SendingIssue } | { kind: 'too-late' } | { kind: 'nobody' };

/** One delivery for each active subscriber who has not paused, numbered through, a hundred to a batch: set-based, so that a million readers take a second. */
async function freezeDeliveries(store: Store, issue: number, content: IssueContent, today: PlainDate): Promise<number> {
  const ranked = store
    .selectFrom('subscribers')
    .select((select) => ['id', sql<number>`row_number() over (order by ${select.ref('id')}) - 1`.as('place')])
    .where(isInAudience(content, today));
  const deliveries = await store
    .insertInto('deliveries')
    .columns(['issue_id', 'subscriber_id', 'batch_number'])
    .expression((expression) =>
      expression
        .selectFrom(ranked.as('ranked'))
        .select([
          sql<number>`cast(${issue} as integer)`.as('issue_id'),
          'ranked.id',
          sql<number>`ranked.place / ${sql.lit(BATCH_SIZE)} + 1`.as('batch_number'),
        ]),
    )
    .executeTakeFirst();
  return Number(deliveries.numInsertedOrUpdatedRows ?? 0);
}

async function freezeBatches(store: Store, issue: number): Promise<void> {
  await store
    .insertInto('batches')
    .columns(['issue_id', 'number', 'state'])
    .expression((expression) =>
      expression
        .selectFrom('deliveries')
        .select(['issue_id', 'batch_number', sql<'waiting'>`'waiting'`.as('state')])
        .where('issue_id', '=', issue)
        .groupBy(['issue_id', 'batch_number']),
    )
    .execute();
}

class NobodyToMail extends Error {}
class SomebodyWasQuicker extends Error {}

export type FreezePorts = {
  now: Date;
  today: PlainDate;
  /** The mail in the orders that readers' categories ask for. */
  orders?: readonly OrderedMail[];
  /** Runs in the same transaction, for what comes true with the freezing. */
  frozen?(store: Store): Promise<void>;
};

/** Freezes the mail in all of its orders, the audience and the batches in one transaction; after it, only what is frozen goes out. */
export async function freezeIssue(
  store: Store,
  approved: ApprovedIssue,
  message: MailMessage,
  { now, today, orders = [], frozen }: FreezePorts,
): Promise<Freezing> {
  const issue = startSending(approved, now.toISOString());
  try {
    const freeze = async (transaction: Store) => {
      if (!(await replaceIssue(transaction, approved, issue, { who: BY_SENDER, act: 'froze', at: now })))
        throw new SomebodyWasQuicker();
      const id = await issueId(transaction, issue.name);
      const audience = await freezeDeliveries(transaction, id, issue.content, today);
      if (audience === 0) throw new NobodyToMail();
      await freezeBatches(transaction, id);
      await transaction
        .insertInto('frozen_messages')
        .values({ issue_id: id, message: JSON.stringify(message), audience })
        .execute();
      await insertFrozenOrders(transaction, id, orders);
      await frozen?.(transaction);
    };
    // The audience is one statement's view of the list: whoever signs up or leaves meanwhile must not make it begin again.
    await inTransaction(store, freeze, 'read committed');
    return { kind: 'frozen', issue };
  } catch (error) {
    if (error instanceof NobodyToMail) return { kind: 'nobody' };
    if (error instanceof SomebodyWasQuicker) return { kind: 'too-late' };
    throw error;
  }
}
