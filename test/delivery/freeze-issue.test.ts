import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateInZone } from '#calendar/plain-date.ts';
import { BATCH_SIZE } from '#delivery/batch.ts';
import { freezeIssue } from '#delivery/freeze-issue.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { anApprovedIssue, byTest } from '../builders/issue-builders.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';

const message: MailMessage = {
  from: 'a@b.example',
  replyTo: undefined,
  subject: 's',
  html: '<p>',
  text: 't',
  headers: {},
};
const now = new Date('2026-11-17T09:00:00.000Z');
const today = dateInZone(now, 'UTC');

test('any number of readers is cut into batches of at most a hundred, everybody in exactly one place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 450 }),
      fc.array(fc.integer({ min: 1, max: 450 }), { maxLength: 20 }),
      async (readers, gone) => {
        const store = await aStore();
        await addReaders(store, readers);
        await store
          .updateTable('subscribers')
          .set({ status: 'unsubscribed' })
          .where('id', 'in', [0, ...gone])
          .execute();
        const active = await store
          .selectFrom('subscribers')
          .select('id')
          .where('status', '=', 'active')
          .orderBy('id')
          .execute();
        const approved = anApprovedIssue('h');
        await insertIssue(store, approved, byTest);
        const frozen = await freezeIssue(store, approved, message, { now, today });
        expect(frozen.kind).toBe(active.length === 0 ? 'nobody' : 'frozen');
        const deliveries = await store
          .selectFrom('deliveries')
          .selectAll()
          .orderBy('batch_number')
          .orderBy('subscriber_id')
          .execute();
        expect(deliveries.map(({ subscriber_id }) => subscriber_id)).toEqual(active.map(({ id }) => id));
        expect(deliveries.map(({ batch_number }) => batch_number)).toEqual(
          active.map((_, index) => Math.floor(index / BATCH_SIZE) + 1),
        );
        const batches = await store.selectFrom('batches').select('number').orderBy('number').execute();
        expect(batches.map(({ number }) => number)).toEqual([
          ...new Set(deliveries.map(({ batch_number }) => batch_number)),
        ]);
        await store.destroy();
      },
    ),
    { numRuns: 20 },
  );
});

test('an issue that is no longer what was approved is not frozen, and nothing is half written', async () => {
  const store = await aStore();
  await addReaders(store, 3);
  await insertIssue(store, anApprovedIssue('h'), byTest);
  expect(await freezeIssue(store, anApprovedIssue('another hash'), message, { now, today })).toEqual({
    kind: 'too-late',
  });
  expect(await store.selectFrom('deliveries').selectAll().execute()).toEqual([]);
  await store.destroy();
});

test('an issue is frozen once', async () => {
  const store = await aStore();
  await addReaders(store, 3);
  const approved = anApprovedIssue('h');
  await insertIssue(store, approved, byTest);
  const results = await Promise.all([
    freezeIssue(store, approved, message, { now, today }),
    freezeIssue(store, approved, message, { now, today }),
  ]);
  expect(results.map(({ kind }) => kind).toSorted()).toEqual(['frozen', 'too-late']);
  expect(await store.selectFrom('deliveries').selectAll().execute()).toHaveLength(3);
  await store.destroy();
});

test('a reader who paused is left out until the day the pause ends', async () => {
  const store = await aStore();
  await addReaders(store, 3);
  await store.updateTable('subscribers').set({ paused_until: '2026-11-18' }).where('id', '=', 1).execute();
  await store.updateTable('subscribers').set({ paused_until: '2026-11-17' }).where('id', '=', 2).execute();
  const approved = anApprovedIssue('h');
  await insertIssue(store, approved, byTest);
  await freezeIssue(store, approved, message, { now, today });
  const deliveries = await store.selectFrom('deliveries').select('subscriber_id').orderBy('subscriber_id').execute();
  expect(deliveries).toEqual([{ subscriber_id: 2 }, { subscriber_id: 3 }]);
  await store.destroy();
});
