import type { IsoWeek } from '#calendar/iso-week.ts';
import type { Store } from '#store/open-store.ts';
import { type EditableDigest, type EditableIssue, isEditable, type Saved, saveContent } from './edit-issue.ts';
import type { Issue } from './issue.ts';
import { contentByHash } from './issue-change-queries.ts';
import { isDigest } from './issue-content.ts';
import { type Filling, fieldsOf, type IssueFields, type Shelf, withFields } from './issue-fields.ts';
import { findIssue } from './issue-queries.ts';
import { type Merge, mergeFields } from './merge-fields.ts';

export type Editing =
  | Saved
  | { kind: 'unchanged'; issue: EditableIssue }
  /** Somebody saved meanwhile: both edits put together, to be looked at and saved on top of theirs. */
  | { kind: 'stale'; issue: EditableDigest; merge: Merge }
  | Extract<Filling, { kind: 'refused' }>
  | { kind: 'not-editable'; issue: Issue | undefined };

export type EditInput = {
  week: IsoWeek;
  /** The hash of the content that the editor saw. */
  base: string;
  /** The time of sending that the editor saw. */
  baseSendAt: string | undefined;
  fields: IssueFields;
  shelf: Shelf;
  who: string;
  at: Date;
};

/** Whether an issue is a week's issue that editors may still change. */
export function isEditableDigest(issue: Issue | undefined): issue is EditableDigest {
  return isEditable(issue) && isDigest(issue.content);
}

async function stale(store: Store, issue: EditableDigest, input: EditInput): Promise<Editing> {
  const { baseSendAt, fields } = input;
  const seen = await contentByHash(store, input.week, input.base);
  const sendAt = baseSendAt === undefined ? {} : { sendAt: baseSendAt };
  const base = seen && isDigest(seen) ? fieldsOf({ content: seen, ...sendAt }) : undefined;
  return { kind: 'stale', issue, merge: mergeFields(base, fieldsOf(issue), fields) };
}

/** Saves an editor's fields of a week's issue if it still is what they saw. */
export async function editWeek(store: Store, input: EditInput): Promise<Editing> {
  const issue = await findIssue(store, input.week);
  if (!isEditableDigest(issue)) return { kind: 'not-editable', issue };
  if (issue.contentHash !== input.base || issue.sendAt !== input.baseSendAt) return stale(store, issue, input);
  const filling = withFields(issue.content, input.fields, input.shelf);
  if (filling.kind === 'refused') return filling;
  const { who, at, fields } = input;
  const saving = { content: filling.content, sendAt: fields.sendAt, who, at, act: 'edited' as const };
  const saved = await saveContent(store, issue, saving);
  return saved.kind === 'changed-meanwhile' ? editWeek(store, input) : saved;
}
