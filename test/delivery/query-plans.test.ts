import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dateInZone } from '#calendar/plain-date.ts';
import { accountingOfIssue, batchProblems } from '#delivery/accounting-queries.ts';
import type { AttemptedBatch, FrozenRecipient } from '#delivery/batch.ts';
import {
  leaveOut,
  markUnknown,
  recordFirstAttempt,
  recordFurtherAttempt,
  settleBatch,
  waitingReaders,
} from '#delivery/batch-queries.ts';
import { freezeIssue } from '#delivery/freeze-issue.ts';
import { batchProgress, nextOpenBatch, openBatch, openNumbers } from '#delivery/open-batch-queries.ts';
import { insertIssue, issueId } from '#issue/issue-queries.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import type { Store } from '#store/open-store.ts';
import { anApprovedIssue, byTest } from '../builders/issue-builders.ts';
import { plansOf } from '../builders/query-plans.ts';
import { mailSettings } from '../builders/sending-rig.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';

const NOW = new Date('2026-11-17T09:00:00.000Z');
const APPROVED = anApprovedIssue('h');

let store: Store;
beforeEach(async () => {
  store = await aStore();
  await addReaders(store, 250);
  await insertIssue(store, APPROVED, byTest);
});
afterEach(() => store.destroy());

/** Tables that grow by every issue, read from their first row to their last. */
const READ_WHOLE =
  /Seq Scan on (deliveries|batches|provider_events)\b|SCAN (deliveries|batches|provider_events)\b(?! USING)/;

async function freeze(target: Store): Promise<number> {
  const message = await renderIssue(APPROVED.content, mailSettings);
  await freezeIssue(target, APPROVED, message, { now: NOW, today: dateInZone(NOW, 'UTC') });
  return issueId(target, APPROVED.name);
}

async function anAttempt(id: number): Promise<AttemptedBatch> {
  const batch = { issueId: id, number: 1 };
  const readers = await waitingReaders(store, batch);
  const recipients = readers.map(({ subscriber_id, address }): FrozenRecipient => {
    return { subscriberId: subscriber_id, address: address ?? '', token: 't' };
  });
  const attempt = { recipients, bodySha256: 'h', apiKeyMark: 'm' };
  await recordFirstAttempt(store, batch, attempt, NOW);
  return { ...batch, state: 'attempted', round: 1, ...attempt, firstAttemptAt: NOW, unanswered: 1 };
}

type Step = { step: string; take(store: Store, id: number): Promise<unknown> };

const waiting = (issue: number) => ({ issueId: issue, number: 2 });

const steps: readonly Step[] = [
  { step: 'picking the next batch', take: (target, id) => nextOpenBatch(target, id, [3]) },
  { step: 'opening one batch', take: (target, id) => openBatch(target, waiting(id)) },
  { step: 'listing the open ones', take: openNumbers },
  { step: 'reading a batch’s readers', take: (target, id) => waitingReaders(target, waiting(id)) },
  { step: 'leaving readers out', take: (target, id) => leaveOut(target, waiting(id), [101, 102], 'unsubscribed') },
  {
    step: 'fixing a batch',
    take: (target, id) =>
      recordFirstAttempt(target, waiting(id), { recipients: [], bodySha256: 'h', apiKeyMark: 'm' }, NOW),
  },
  { step: 'calling again', take: async (target, id) => recordFurtherAttempt(target, await anAttempt(id)) },
  {
    step: 'settling a batch',
    async take(target, id) {
      const batch = await anAttempt(id);
      const outcomes = batch.recipients.map((_, index) =>
        index === 0
          ? ({ outcome: 'rejected', problem: 'no' } as const)
          : ({ outcome: 'accepted', emailId: `mail ${index}` } as const),
      );
      await settleBatch(target, batch, outcomes);
    },
  },
  { step: 'giving a batch up', take: async (target, id) => markUnknown(target, await anAttempt(id), 'silence') },
  { step: 'counting what is done', take: batchProgress },
  { step: 'the accounting', take: accountingOfIssue },
  { step: 'listing problems', take: batchProblems },
];

describe('No table that grows by every issue is read whole for', () => {
  test('freezing', async () => {
    const plans = await plansOf(store, freeze);
    expect(plans.join('\n')).toMatch(/deliveries/);
    for (const plan of plans) expect(plan).not.toMatch(READ_WHOLE);
  });

  test.each(steps)('$step', async ({ take }) => {
    const id = await freeze(store);
    const plans = await plansOf(store, (heard) => take(heard, id));
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expect(plan).not.toMatch(READ_WHOLE);
  });
});

test('A plan that reads a whole table is seen as such', async () => {
  const [plan] = await plansOf(store, (heard) =>
    heard.selectFrom('deliveries').select('problem').where('problem', 'is not', null).execute(),
  );
  expect(plan).toMatch(READ_WHOLE);
});
