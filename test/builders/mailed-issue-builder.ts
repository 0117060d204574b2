import { plainDate } from '#calendar/plain-date.ts';
import { contentHash, type IssueContent } from '#issue/issue-content.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { insertIssue, issueId } from '#issue/issue-queries.ts';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Store } from '#store/open-store.ts';
import { aContent, byTest } from './issue-builders.ts';
import { addReaders } from './store-builders.ts';

type Row = DatabaseSchema['deliveries'];

/** What became of one reader's delivery, the reader's number being its place in the list. */
export type Fate = {
  outcome?: Row['outcome'];
  event?: Row['event'];
  problem?: string;
  /** Delivered, opened and so on, each so many minutes after the issue began. */
  told?: readonly { type: string; minute: number; machine?: string; link?: string }[];
};

export const BEGAN = new Date('2026-11-17T09:00:00.000Z');

const minutesOn = (minute: number) => new Date(BEGAN.getTime() + minute * 60_000).toISOString();

type MailedIssue = { name?: IssueName; content?: IssueContent; fates: readonly Fate[]; state?: 'sent' | 'sending' };

async function insertMailed(store: Store, name: IssueName, content: IssueContent, state: 'sent' | 'sending') {
  const at = BEGAN.toISOString();
  const hash = contentHash(content);
  const issue = {
    name,
    cutoffOn: plainDate('2026-11-17'),
    report: { chosen: [], refused: [], leftOut: [] },
    composedAt: '2026-11-16T09:00:00.000Z',
    content,
    contentHash: hash,
    approval: { editor: 'editor@example.org', hash, at },
    frozenAt: at,
  };
  await insertIssue(store, state === 'sent' ? { ...issue, state, sentAt: minutesOn(5) } : { ...issue, state }, byTest);
  return issueId(store, name);
}

async function insertEvents(store: Store, issue_id: number, subscriber_id: number, { told = [] }: Fate) {
  for (const [index, { type, minute, machine = null, link = null }] of told.entries())
    await store
      .insertInto('provider_events')
      .values({
        svix_id: `${issue_id}-${subscriber_id}-${index}`,
        type,
        received_at: minutesOn(minute + 1),
        happened_at: minutesOn(minute),
        body: '',
        state: 'applied',
        issue_id,
        subscriber_id,
        machine,
        link,
      })
      .execute();
}

/** An issue that went out, a hundred deliveries to a batch, with what became of each; says its id. Adds readers where there are none. */
export async function aMailedIssue(
  store: Store,
  { name, content = aContent(), fates, state = 'sent' }: MailedIssue,
): Promise<number> {
  const id = await insertMailed(store, name ?? aContent().week, content, state);
  const { count } = await store
    .selectFrom('subscribers')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count === 0) await addReaders(store, fates.length);
  const message = JSON.stringify({ html: '', text: '', subject: content.subject });
  await store.insertInto('frozen_messages').values({ issue_id: id, message, audience: fates.length }).execute();
  for (let number = 1; number <= Math.ceil(fates.length / 100); number += 1)
    await store
      .insertInto('batches')
      .values({ issue_id: id, number, state: 'settled', first_attempt_at: minutesOn(number) })
      .execute();
  for (const [index, { outcome = 'accepted', event = null, problem = null, ...fate }] of fates.entries()) {
    const place = { batch_number: Math.floor(index / 100) + 1 };
    const delivery = { issue_id: id, subscriber_id: index + 1, ...place, outcome, event, problem };
    await store.insertInto('deliveries').values(delivery).execute();
    await insertEvents(store, id, index + 1, fate);
  }
  return id;
}
