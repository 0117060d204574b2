import type { IssueName } from '#issue/issue-name.ts';
import type { Store } from '#store/open-store.ts';

/** Claims a notice about an issue. False when it was told before, by whichever process. */
export async function claimNotice(store: Store, name: IssueName, kind: string, now: Date): Promise<boolean> {
  const result = await store
    .insertInto('editor_notices')
    .values({ name, kind, at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['name', 'kind']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}
