import { afterEach, beforeEach, expect, test } from 'vitest';
import { acceptedAround, OLDER_MOST } from '#delivery/provider-events/delivery-queries.ts';
import type { DeliveryStatus } from '#delivery/provider-events/delivery-status.ts';
import { issueNameSchema } from '#issue/issue-name.ts';
import type { Store } from '#store/open-store.ts';
import { aMailedIssue } from '../../builders/mailed-issue-builder.ts';
import { aStore } from '../../builders/store-builders.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

/** Issues that went to one reader, the oldest first; which of them is read around the last but one. */
async function readAround(...statuses: DeliveryStatus[]): Promise<DeliveryStatus[]> {
  const issues: number[] = [];
  for (const [index, event] of statuses.entries()) {
    const name = issueNameSchema.parse(`2026-W${String(index + 10)}`);
    issues.push(await aMailedIssue(store, { name, fates: [{ event }] }));
  }
  const around = await acceptedAround(store, [{ issueId: issues.at(-2)!, subscriberId: 1 }]);
  return around.toSorted((one, other) => one.issueId - other.issueId).map(({ event }) => event);
}

test('Of a long history nothing is read before the newest mail that arrived', async () => {
  const years = Array<DeliveryStatus>(30).fill('delivered');
  expect(await readAround(...years, 'bounced', null, 'delivered')).toEqual(['delivered', 'bounced', null, 'delivered']);
});

test('A row of bounces is read as far as it may count', async () => {
  const row = Array<DeliveryStatus>(OLDER_MOST + 5).fill('bounced');
  expect(await readAround(...row, 'bounced', null)).toHaveLength(OLDER_MOST + 2);
});
