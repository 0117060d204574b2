import type { Store } from '#store/open-store.ts';
import type { Approval, ApprovedIssue, DraftIssue, HeldIssue, Issue, WithContent } from './issue.ts';
import type { IssueAct } from './issue-change.ts';
import { contentByHash } from './issue-change-queries.ts';
import type { DigestContent, IssueContent } from './issue-content.ts';
import type { IssueName } from './issue-name.ts';
import { findIssue, replaceIssue } from './issue-queries.ts';
import { edit } from './issue-steps.ts';

/** An issue whose content an editor may change: an approval does not stand in the way, it is void afterwards. */
export type EditableIssue = DraftIssue | ApprovedIssue | (HeldIssue & WithContent);
export type EditableDigest = EditableIssue & { content: DigestContent };

export type Saved = { kind: 'saved'; issue: DraftIssue; voided?: Approval };

export type Saving = {
  content: IssueContent;
  sendAt: string | undefined;
  who: string;
  at: Date;
  act: IssueAct;
  note?: string;
};

export function isEditable(issue: Issue | undefined): issue is EditableIssue {
  if (issue?.state === 'held') return issue.content !== undefined;
  return issue?.state === 'draft' || issue?.state === 'approved';
}

/** Writes an editor's content in place of an issue's, if the issue still is this one. */
export async function saveContent(
  store: Store,
  issue: EditableIssue,
  { content, sendAt, who, at, act, note }: Saving,
): Promise<Saved | { kind: 'unchanged'; issue: EditableIssue } | { kind: 'changed-meanwhile' }> {
  const next = edit(issue, { content, editedBy: who, sendAt });
  if (next.contentHash === issue.contentHash && next.sendAt === issue.sendAt) return { kind: 'unchanged', issue };
  const voids = issue.state === 'approved' ? `the approval by ${issue.approval.editor} is void` : undefined;
  const notes = [note, voids].filter((text) => text !== undefined).join('; ');
  const change = { who, act, at, ...(notes === '' ? {} : { note: notes }) };
  if (!(await replaceIssue(store, issue, next, change))) return { kind: 'changed-meanwhile' };
  return { kind: 'saved', issue: next, ...(issue.state === 'approved' ? { voided: issue.approval } : {}) };
}

export type RestoreInput = { name: IssueName; hash: string; who: string; at: Date };

/** Makes an older content the issue's again; an edit like any other. */
export async function restoreContent(store: Store, { name, hash, who, at }: RestoreInput): Promise<Saved | undefined> {
  const issue = await findIssue(store, name);
  const content = await contentByHash(store, name, hash);
  if (!isEditable(issue) || !content) return undefined;
  const note = `the content with hash ${hash.slice(0, 12)}`;
  const saved = await saveContent(store, issue, { content, sendAt: issue.sendAt, who, at, act: 'restored', note });
  return saved.kind === 'saved' ? saved : undefined;
}
