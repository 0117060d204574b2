import { expect, it } from 'vitest';
import { up } from '../../../src/store/migrations/0005-why-suppressed.ts';
import { addReaders, aStore } from '../../builders/store-builders.ts';

it('Why readers were suppressed is read from their words once; what nobody wrote down stays unknown', async () => {
  const store = await aStore();
  await store.schema.alterTable('subscribers').dropColumn('suppressed_for').execute();
  const words = [
    ['complained: marked the mail as spam', 'complaint'],
    ['Spam report', 'complaint'],
    ['bounced for a passing reason 5 issues in a row', 'passing-bounces'],
    ['the mailbox does not exist (permanent bounce)', 'bounce'],
    ['the provider suppresses the address', 'provider'],
    ['asked us by phone', 'editor'],
    [null, null],
  ] as const;
  await addReaders(store, words.length + 1);
  for (const [index, [status_reason]] of words.entries())
    await store
      .updateTable('subscribers')
      .set({ status: 'suppressed', status_reason })
      .where('id', '=', index + 1)
      .execute();
  const left = { status: 'unsubscribed', status_reason: 'too much spam' } as const;
  await store
    .updateTable('subscribers')
    .set(left)
    .where('id', '=', words.length + 1)
    .execute();
  await up(store as never);
  const rows = await store.selectFrom('subscribers').select('suppressed_for').orderBy('id').execute();
  expect(rows.map(({ suppressed_for }) => suppressed_for)).toEqual([...words.map(([, cause]) => cause), null]);
  await store.destroy();
});
