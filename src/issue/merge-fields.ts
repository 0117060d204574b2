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

/** Puts my edit on top of theirs, field by field, so that neither is lost. */
export function mergeFields(base: IssueFields, theirs: IssueFields, mine: IssueFields): Merge {
  const names = Object.keys(FIELD_WORDS) as FieldName[];
  const changedByMe = names.filter((name) => !same(base[name], mine[name]));
  const clashes = changedByMe.filter((name) => !same(base[name], theirs[name]) && !same(theirs[name], mine[name]));
  const my = Object.fromEntries(changedByMe.map((name) => [name, mine[name]])) as Partial<IssueFields>;
  return { fields: { ...theirs, ...my }, clashes };
}
