import fc from 'fast-check';
import { addDays, plainDate } from '#calendar/plain-date.ts';
import type { Pairing } from '#catalog/pairing.ts';
import type { SelectionContext } from '#selection/selection-rules.ts';
import type { VoteCounts } from '#votes/vote-count.ts';
import { aCatalog, aPairing, aTool, reviewsOf } from '../builders/catalog-builders.ts';
import { week } from '../builders/issue-builders.ts';
import { votesOf } from '../votes/votes-of.ts';
import { aContext } from './selection-context.ts';

const slugs = ['ant', 'bee', 'cat', 'dog', 'eel', 'fox', 'gnu', 'hen', 'ibis', 'jay'];

const tool = fc.record({
  category: fc.constantFrom('Search', 'Video', 'Voice'),
  model: fc.constantFrom('free' as const, 'paid' as const, 'contact' as const),
  stances: fc.array(fc.constantFrom('ship' as const, 'skip' as const), { minLength: 1, maxLength: 4 }),
  votes: fc.record({ ship: fc.nat({ max: 60 }), skip: fc.nat({ max: 60 }) }),
  /** Without a sound file. */
  missing: fc.integer({ min: 0, max: 9 }).map((tenth) => tenth === 0),
});

const couple = fc.record({
  tools: fc.subarray(slugs, { minLength: 2, maxLength: 2 }),
  /** Around a window of seven days, with both its edges likely. */
  day: fc.integer({ min: -3, max: 9 }),
  sent: fc.integer({ min: 0, max: 9 }).map((tenth) => tenth === 0),
});

export type SelectionCase = { context: SelectionContext; votes: VoteCounts };

/** Any week: up to ten tools, some of them missing or hardly reviewed, and up to twenty pairings around the window. */
export const selectionCase: fc.Arbitrary<SelectionCase> = fc
  .record({
    tools: fc.tuple(...slugs.map(() => tool)),
    couples: fc.uniqueArray(couple, { maxLength: 20, selector: ({ tools }) => tools.join(' ') }),
    most: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ tools, couples, most }) => {
    const pairings = couples.map(
      ({ tools: [a = '', b = ''], day }): Pairing =>
        aPairing(a, b, { publishedOn: addDays(plainDate('2026-11-10'), day) }),
    );
    const found = slugs.map((slug, index) => ({ slug, ...tools[index]! }));
    const catalog = aCatalog({
      pairings,
      tools: found.map(({ slug, category, model }) =>
        aTool(slug, { category, entry: { model, checkedOn: '2026-11-01' } }),
      ),
      reviews: found.flatMap(({ slug, stances }) => reviewsOf(slug, stances)),
    });
    const missing = found.filter((each) => each.missing).map(({ slug }) => slug);
    const sent = pairings.filter((_, index) => couples[index]?.sent);
    return {
      context: aContext(
        { ...catalog, tools: new Map([...catalog.tools].filter(([slug]) => !missing.includes(slug))) },
        { limits: { most, fewest: 1 }, sentIn: new Map(sent.map(({ slug }) => [slug, week('2026-W40')])) },
      ),
      votes: votesOf(Object.fromEntries(found.map(({ slug, votes }) => [slug, votes]))),
    };
  });

/** The same values in another order. */
export function inAnyOrder<Value>(values: readonly Value[]): fc.Arbitrary<Value[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length });
}
