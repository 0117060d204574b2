import { expect, test } from 'vitest';
import { insertIssue } from '#issue/issue-queries.ts';
import { openStore } from '#store/open-store.ts';
import { aSharedDatabase } from '../../builders/databases.ts';
import { aDraft, byTest } from '../../builders/issue-builders.ts';
import { runAtOnce } from '../../store/run-at-once.ts';
import { ANN, BOB } from '../a-studio.ts';

test('two processes at the same moment tell each editor once', { timeout: 60_000 }, async () => {
  const path = await aSharedDatabase();
  const store = await openStore(path);
  await insertIssue(store, aDraft(), byTest);
  const words = [path, `${ANN},${BOB}`, '2026-11-16T12:00:00.000Z'];
  const told = await runAtOnce(new URL('tell-editors-process.ts', import.meta.url), [words, words]);
  expect(told.toSorted()).toEqual(['2026-W47: draft ready', 'nothing']);
  const mails = await store.selectFrom('outgoing_mails').select(['address', 'kind']).orderBy('address').execute();
  expect(mails).toEqual([
    { address: ANN, kind: 'editor-notice' },
    { address: BOB, kind: 'editor-notice' },
  ]);
  await store.destroy();
});
