import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audienceOf, isInAudience } from '#delivery/audience-queries.ts';
import type { IssueContent } from '#issue/issue-content.ts';
import type { Store } from '#store/open-store.ts';
import { aCorrection, aSpecial } from '../builders/beside-builders.ts';
import { aContent, week } from '../builders/issue-builders.ts';
import { aMailedIssue } from '../builders/mailed-issue-builder.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';

const TODAY = '2026-11-18';

let store: Store;
beforeEach(async () => {
  store = await aStore();
  await addReaders(store, 8);
});
afterEach(() => store.destroy());

/** The numbers of the readers it would go to, which are what freezing takes. */
async function readersOf(content: IssueContent, today = TODAY): Promise<number[]> {
  const rows = await store.selectFrom('subscribers').select('id').where(isInAudience(content, today)).execute();
  expect(await audienceOf(store, content, today)).toBe(rows.length);
  return rows.map(({ id }) => id).toSorted((a, b) => a - b);
}

const change = (id: number, set: { status?: 'pending' | 'unsubscribed' | 'suppressed'; paused_until?: string }) =>
  store.updateTable('subscribers').set(set).where('id', '=', id).execute();

describe('A week’s issue and a special edition', () => {
  it.each([aContent(), aSpecial()])('go to active readers who are not on a pause: %#', async (content) => {
    await change(1, { status: 'pending' });
    await change(2, { status: 'unsubscribed' });
    await change(3, { status: 'suppressed' });
    await change(4, { paused_until: '2026-11-19' });
    await change(5, { paused_until: TODAY });
    await change(6, { paused_until: '2026-11-01' });
    expect(await readersOf(content)).toEqual([5, 6, 7, 8]);
    expect(await readersOf(content, '2026-11-19')).toEqual([4, 5, 6, 7, 8]);
  });
});

describe('A correction', () => {
  beforeEach(async () => {
    await aMailedIssue(store, {
      fates: [
        { outcome: 'accepted' },
        { outcome: 'unknown' },
        { outcome: 'rejected' },
        { outcome: null },
        { outcome: 'accepted', event: 'delivered' },
      ],
    });
    await aMailedIssue(store, { name: week('2026-W46'), fates: Array.from({ length: 8 }, () => ({})) });
  });

  it('goes to the readers whose mail carried it, also where nobody can tell whether it arrived, and to nobody else', async () => {
    expect(await readersOf(aCorrection())).toEqual([1, 2, 5]);
  });

  it('goes to none of them who left or paused meanwhile', async () => {
    await change(1, { status: 'unsubscribed' });
    await change(5, { paused_until: '2026-12-24' });
    expect(await readersOf(aCorrection())).toEqual([2]);
  });

  it('of another issue goes to its readers', async () => {
    expect(await readersOf(aCorrection({ of: week('2026-W46') }))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('of an issue that was never mailed goes to nobody', async () => {
    expect(await readersOf(aCorrection({ of: week('2026-W40') }))).toEqual([]);
  });
});
