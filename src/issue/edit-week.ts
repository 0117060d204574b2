import type { IsoWeek } from '#calendar/iso-week.ts';
import type { Store } from '#store/open-store.ts';
import type { Approval, ApprovedIssue, DraftIssue, HeldIssue, Issue, WithContent } from './issue.ts';
import type { IssueAct } from './issue-change.ts';
import { contentByHash } from './issue-change-queries.ts';
import type { IssueContent } from './issue-content.ts';
import { type Filling, fieldsOf, type IssueFields, type Shelf, withFields } from './issue-fields.ts';
import { findIssue, replaceIssue } from './issue-queries.ts';
import { edit } from './issue-steps.ts';
import { type Merge, mergeFields } from './merge-fields.ts';

/** An issue whose content an editor may change: an approval does not stand in the way, it is void afterwards. */
export type EditableIssue = DraftIssue | ApprovedIssue | (HeldIssue & WithContent);

export type Editing =
  | { kind: 'saved'; issue: DraftIssue; voided?: Approval }
  | { kind: 'unchanged'; issue: EditableIssue }
  /** Somebody saved meanwhile: both edits put together, to be looked at and saved on top of theirs. */
  | { kind: 'stale'; issue: EditableIssue; merge: Merge }
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

export function isEditable(issue: Issue | undefined): issue is EditableIssue {
  if (issue?.state === 'held') return issue.content !== undefined;
  return issue?.state === 'draft' || issue?.state === 'approved';
}

type Saving = {
  content: IssueContent;
  sendAt: string | undefined;
  who: string;
  at: Date;
  act: IssueAct;
  note?: string;
};

async function save(
  store: Store,
  issue: EditableIssue,
  { content, sendAt, who, at, act, note }: Saving,
): Promise<DraftIssue | undefined> {
  const next = edit(issue, { content, editedBy: who, sendAt });
  const voids = issue.state === 'approved' ? `the approval by ${issue.approval.editor} is void` : undefined;
  const notes = [note, voids].filter((text) => text !== undefined).join('; ');
  const saved = await replaceIssue(store, issue, next, { who, act, at, ...(notes === '' ? {} : { note: notes }) });
  return saved ? next : undefined;
}

function savedAs(issue: EditableIssue, next: DraftIssue): Editing {
  return { kind: 'saved', issue: next, ...(issue.state === 'approved' ? { voided: issue.approval } : {}) };
}

async function stale(store: Store, issue: EditableIssue, input: EditInput): Promise<Editing> {
  const content = (await contentByHash(store, input.week, input.base)) ?? issue.content;
  const base = fieldsOf({ content, ...(input.baseSendAt === undefined ? {} : { sendAt: input.baseSendAt }) });
  return { kind: 'stale', issue, merge: mergeFields(base, fieldsOf(issue), input.fields) };
}

/** Saves an editor's fields if the issue still is what they saw. */
export async function editWeek(store: Store, input: EditInput): Promise<Editing> {
  const issue = await findIssue(store, input.week);
  if (!isEditable(issue)) return { kind: 'not-editable', issue };
  if (issue.contentHash !== input.base || issue.sendAt !== input.baseSendAt) return stale(store, issue, input);
  const filling = withFields(issue.content, input.fields, input.shelf);
  if (filling.kind === 'refused') return filling;
  const { content } = filling;
  const { sendAt } = input.fields;
  const { who, at } = input;
  const next = edit(issue, { content, editedBy: who, sendAt });
  if (next.contentHash === issue.contentHash && next.sendAt === issue.sendAt) return { kind: 'unchanged', issue };
  const saved = await save(store, issue, { content, sendAt, who, at, act: 'edited' });
  return saved ? savedAs(issue, saved) : editWeek(store, input);
}

export type RestoreInput = { week: IsoWeek; hash: string; who: string; at: Date };

/** Makes an older content the issue's again; an edit like any other. */
export async function restoreContent(store: Store, { week, hash, who, at }: RestoreInput): Promise<Editing> {
  const issue = await findIssue(store, week);
  const content = await contentByHash(store, week, hash);
  if (!isEditable(issue) || !content) return { kind: 'not-editable', issue };
  const { sendAt } = issue;
  const note = `the content with hash ${hash.slice(0, 12)}`;
  const saved = await save(store, issue, { content, sendAt, who, at, act: 'restored', note });
  return saved ? savedAs(issue, saved) : restoreContent(store, { week, hash, who, at });
}
