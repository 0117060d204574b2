import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Stance } from '#catalog/review.ts';
import type { Store } from '#store/open-store.ts';
import { castVote, countVotes } from '#votes/vote-queries.ts';
import { aTool } from '../builders/catalog-builders.ts';
import { aStore } from '../builders/store-builders.ts';

const [alpha, beta] = [aTool('alpha').slug, aTool('beta').slug];
const tuesday = new Date('2026-11-17T09:00:00.000Z');
const wednesday = new Date('2026-11-18T09:00:00.000Z');

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

it('Nobody has voted in an empty database', async () => {
  expect([...(await countVotes(store))]).toEqual([]);
});

it('Votes are counted by tool and by choice', async () => {
  await castVote(store, alpha, 1, 'ship', tuesday);
  await castVote(store, alpha, 2, 'ship', tuesday);
  await castVote(store, alpha, 3, 'skip', tuesday);
  await castVote(store, beta, 1, 'skip', tuesday);
  const counts = await countVotes(store);
  expect(counts.get(alpha)).toEqual({ ship: 2, skip: 1 });
  expect(counts.get(beta)).toEqual({ ship: 0, skip: 1 });
  expect(counts.size).toBe(2);
});

it('A reader who changes their mind has one vote, the last', async () => {
  await castVote(store, alpha, 1, 'ship', tuesday);
  await castVote(store, alpha, 1, 'skip', wednesday);
  expect([...(await countVotes(store))]).toEqual([[alpha, { ship: 0, skip: 1 }]]);
  const rows = await store.selectFrom('votes').selectAll().execute();
  expect(rows).toEqual([{ tool: 'alpha', subscriber_id: 1, choice: 'skip', voted_at: wednesday.toISOString() }]);
});

it('The same vote sent again changes nothing that is counted', async () => {
  await Promise.all([1, 2, 3].map(() => castVote(store, alpha, 1, 'ship', tuesday)));
  expect([...(await countVotes(store))]).toEqual([[alpha, { ship: 1, skip: 0 }]]);
});

it('Whatever readers vote in whatever order, each counts once on each tool, with their last word', async () => {
  const vote = fc.record({
    tool: fc.constantFrom(alpha, beta),
    reader: fc.integer({ min: 1, max: 4 }),
    choice: fc.constantFrom<Stance>('ship', 'skip'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(vote, { maxLength: 30 }), async (votes) => {
      await store.deleteFrom('votes').execute();
      for (const { tool, reader, choice } of votes) await castVote(store, tool, reader, choice, tuesday);
      const lastWords = new Map(votes.map(({ tool, reader, choice }) => [`${tool} ${reader}`, { tool, choice }]));
      const counts = await countVotes(store);
      for (const slug of [alpha, beta]) {
        const said = [...lastWords.values()].filter(({ tool }) => tool === slug).map(({ choice }) => choice);
        expect(counts.get(slug)?.ship ?? 0).toBe(said.filter((choice) => choice === 'ship').length);
        expect(counts.get(slug)?.skip ?? 0).toBe(said.filter((choice) => choice === 'skip').length);
      }
    }),
    { numRuns: 50 },
  );
});
