import type { Store } from '#store/open-store.ts';

/** How the batches of an issue go out: every mail with its whole text, or with what its reader has beside a template. */
export type Form = { kind: 'inline' } | { kind: 'template'; id: string };

const INLINE = 'inline';

/** How an issue's batches go out; undefined until it is decided. */
export async function formOf(store: Store, issueId: number): Promise<Form | undefined> {
  const { form } = await store
    .selectFrom('frozen_messages')
    .select('form')
    .where('issue_id', '=', issueId)
    .executeTakeFirstOrThrow();
  if (form === null) return undefined;
  return form === INLINE ? { kind: 'inline' } : { kind: 'template', id: form };
}

/** Writes down how an issue's batches go out. False when that was decided already: then it stays. */
export async function recordForm(store: Store, issueId: number, form: Form): Promise<boolean> {
  const { numUpdatedRows } = await store
    .updateTable('frozen_messages')
    .set({ form: form.kind === 'inline' ? INLINE : form.id })
    .where('issue_id', '=', issueId)
    .where('form', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether a batch of an issue was ever called for. */
export async function wasAttempted(store: Store, issueId: number): Promise<boolean> {
  const row = await store
    .selectFrom('batches')
    .select('number')
    .where('issue_id', '=', issueId)
    .where(({ eb, or }) => or([eb('state', 'in', ['attempted', 'settled', 'unknown']), eb('round', '>', 1)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
