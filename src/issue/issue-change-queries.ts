import type { Store } from '#store/open-store.ts';
import type { Issue } from './issue.ts';
import type { IssueAct, IssueChange } from './issue-change.ts';
import type { IssueContent } from './issue-content.ts';
import type { IssueName } from './issue-name.ts';

/** One line of an issue's history. */
export type PastChange = {
  id: number;
  at: string;
  who: string;
  act: IssueAct;
  note: string | undefined;
  /** Of the content after it; undefined for an issue without. */
  contentHash: string | undefined;
  /** The content it made; undefined where it left the content as it was. */
  content: IssueContent | undefined;
};

function contentOf(issue: Issue | undefined): { content?: IssueContent; contentHash?: string } {
  return issue && 'contentHash' in issue ? issue : {};
}

/** Writes down a change beside the change itself; the content only where it became another. */
export async function recordChange(
  store: Store,
  before: Issue | undefined,
  after: Issue,
  { who, act, at, note }: IssueChange,
): Promise<void> {
  const { content, contentHash } = contentOf(after);
  const isNew = content !== undefined && contentHash !== contentOf(before).contentHash;
  await store
    .insertInto('issue_changes')
    .values({
      name: after.name,
      at: at.toISOString(),
      who,
      act,
      note: note ?? null,
      content: isNew ? JSON.stringify(content) : null,
      content_hash: contentHash ?? null,
    })
    .execute();
}

/** Everything that was done to an issue, the latest first. */
export async function historyOf(store: Store, name: IssueName): Promise<PastChange[]> {
  const rows = await store
    .selectFrom('issue_changes')
    .selectAll()
    .where('name', '=', name)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ id, at, who, act, note, content, content_hash }) => ({
    id,
    at,
    who,
    act: act as IssueAct,
    note: note ?? undefined,
    contentHash: content_hash ?? undefined,
    content: content === null ? undefined : (JSON.parse(content) as IssueContent),
  }));
}

/** The content an issue had when its hash was this one; undefined when it never had it. */
export async function contentByHash(store: Store, name: IssueName, hash: string): Promise<IssueContent | undefined> {
  const row = await store
    .selectFrom('issue_changes')
    .select('content')
    .where('name', '=', name)
    .where('content_hash', '=', hash)
    .where('content', 'is not', null)
    .executeTakeFirst();
  return row?.content ? (JSON.parse(row.content) as IssueContent) : undefined;
}
