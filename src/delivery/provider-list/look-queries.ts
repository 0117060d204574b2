import type { SendingIssue } from '#issue/issue.ts';
import type { IssueAct } from '#issue/issue-change.ts';
import type { Store } from '#store/open-store.ts';
import { KEY_LIFETIME_MS } from '../batch.ts';

/** What the history calls a look at the provider's list before an issue went on. */
export const LOOKED: IssueAct = 'looked on the provider’s list for';

/** When the database last shows that an issue was worked on: its freeze, a first attempt of a batch, a look at the list. */
export async function lastWorkedOn(store: Store, issueId: number, { name, frozenAt }: SendingIssue): Promise<Date> {
  const attempts = await store
    .selectFrom('batches')
    .select(({ fn }) => fn.max('first_attempt_at').as('last'))
    .where('issue_id', '=', issueId)
    .executeTakeFirstOrThrow();
  const looks = await store
    .selectFrom('issue_changes')
    .select(({ fn }) => fn.max('at').as('last'))
    .where('name', '=', name)
    .where('act', '=', LOOKED)
    .executeTakeFirstOrThrow();
  const instants = [frozenAt, attempts.last, looks.last].flatMap((instant) => instant ?? []);
  return new Date(Math.max(...instants.map(Date.parse)));
}

/** Whether a batch waits, or will be called again: nothing of it is known to have been accepted, or its key still protects. */
export async function mayLeave(store: Store, issueId: number, now: Date): Promise<boolean> {
  const keysSince = new Date(now.getTime() - KEY_LIFETIME_MS).toISOString();
  const row = await store
    .selectFrom('batches')
    .select('number')
    .where('issue_id', '=', issueId)
    .where(({ eb, and, or }) =>
      or([
        eb('state', '=', 'waiting'),
        and([eb('state', '=', 'attempted'), or([eb('unanswered', '=', 0), eb('first_attempt_at', '>', keysSince)])]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
