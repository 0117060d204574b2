import canonicalize from 'canonicalize';
import { FIELD_WORDS, type FieldName, type IssueFields } from './issue-fields.ts';

/** Two edits of the same start put together. */
export type Merge = {
  /** Each change of either; mine where both changed the same field. */
  fields: IssueFields;
  /** Fields that both changed, and not to the same. */
  clashes: FieldName[];
};

function same(a: unknown, b: unknown): boolean {
  return canonicalize(a ?? null) === canonicalize(b ?? null);
}

/**
 * Puts my edit on top of theirs, field by field, so that neither is lost. Where nobody knows any more what I started from,
 * every field in which we differ may be a change of either.
 */
export function mergeFields(base: IssueFields | undefined, theirs: IssueFields, mine: IssueFields): Merge {
  const names = Object.keys(FIELD_WORDS) as FieldName[];
  const isChanged = (edit: IssueFields) => (name: FieldName) => base === undefined || !same(base[name], edit[name]);
  const changedByMe = names.filter(isChanged(mine));
  const clashes = changedByMe.filter(isChanged(theirs)).filter((name) => !same(theirs[name], mine[name]));
  const my = Object.fromEntries(changedByMe.map((name) => [name, mine[name]])) as Partial<IssueFields>;
  return { fields: { ...theirs, ...my }, clashes };
}
