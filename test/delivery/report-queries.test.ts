import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toolSlugSchema } from '#catalog/tool.ts';
import { unmailedOf, votesAfter } from '#delivery/report-queries.ts';
import type { Store } from '#store/open-store.ts';
import { castVote } from '#votes/vote-queries.ts';
import { aMailedIssue, BEGAN } from '../builders/mailed-issue-builder.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

describe('the votes after an issue', () => {
  const alpha = toolSlugSchema.parse('alpha');
  const at = (hours: number) => new Date(BEGAN.getTime() + hours * 3_600_000);

  it('are those of readers who were mailed it, cast or changed since it went out', async () => {
    await addReaders(store, 6);
    const id = await aMailedIssue(store, { fates: [{}, {}, {}, { outcome: 'rejected' }, {}] });
    await castVote(store, alpha, 1, 'ship', at(1));
    await castVote(store, alpha, 2, 'skip', at(-100));
    await castVote(store, alpha, 3, 'ship', at(-100));
    await castVote(store, alpha, 3, 'skip', at(2));
    await castVote(store, alpha, 4, 'ship', at(1));
    await castVote(store, alpha, 6, 'ship', at(1));
    expect(await votesAfter(store, id, BEGAN)).toEqual([{ tool: 'alpha', ship: 1, skip: 1 }]);
  });

  it('are none where nobody voted', async () => {
    expect(await votesAfter(store, await aMailedIssue(store, { fates: [{}] }), BEGAN)).toEqual([]);
  });
});

describe('who did not get an issue', () => {
  it('was rejected or never tried; the unknown stand apart, and who is gone is told', async () => {
    const id = await aMailedIssue(store, {
      fates: [
        {},
        { outcome: 'rejected' },
        { outcome: 'rejected' },
        { outcome: null },
        { outcome: null },
        { outcome: 'unknown' },
        { outcome: 'suppressed' },
        { outcome: 'unsubscribed' },
      ],
    });
    await store.updateTable('subscribers').set({ status: 'unsubscribed' }).where('id', 'in', [1, 2, 6]).execute();
    await store.deleteFrom('subscribers').where('id', '=', 5).execute();
    expect(await unmailedOf(store, id)).toEqual({ rejected: 2, neverTried: 2, gone: 2, unknown: 1 });
  });
});
