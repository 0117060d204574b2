import { describe, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import type { Pairing } from '#catalog/pairing.ts';
import { refusalOf, selectionRules } from '#selection/selection-rules.ts';
import { aCatalog, aPairing, aTool, reviewsOf } from '../builders/catalog-builders.ts';
import { week } from '../builders/issue-builders.ts';
import { aContext } from './selection-context.ts';

/** What the rules say of a pairing in a catalog that holds it and the chosen ones. */
function refused(pairing: Pairing, chosen: Pairing[] = [], catalog = aCatalog({ pairings: [pairing, ...chosen] })) {
  return refusalOf(pairing, aContext(catalog), chosen);
}

it('The rules are these, in this order', () => {
  expect(selectionRules.map(({ name }) => name)).toEqual([
    'earlier issue',
    'not yet published',
    'already sent',
    'missing file',
    'too few reviews',
    'same tool twice',
    'category full',
    'issue full',
  ]);
});

describe('The day of publishing', () => {
  it.each([
    ['2026-11-11', undefined],
    ['2026-11-17', undefined],
    [
      '2026-11-10',
      { rule: 'earlier issue', reason: "published 2026-11-10, not after the previous issue's cutoff 2026-11-10" },
    ],
    ['2026-11-18', { rule: 'not yet published', reason: "published 2026-11-18, after this issue's cutoff 2026-11-17" }],
  ])('%s: after the previous cutoff and up to this one', (publishedOn, refusal) => {
    expect(refused(aPairing('alpha', 'beta', { publishedOn }))).toEqual(refusal);
  });
});

it('A pairing that was already sent is refused with the issue it was in', () => {
  const pairing = aPairing('alpha', 'beta');
  const sentIn = new Map([[pairing.slug, week('2026-W40')]]);
  const context = aContext(aCatalog({ pairings: [pairing] }), { sentIn });
  expect(refusalOf(pairing, context, [])).toEqual({ rule: 'already sent', reason: 'already in 2026-W40' });
  expect(
    refusalOf(
      aPairing('alpha', 'gamma'),
      { ...context, catalog: aCatalog({ pairings: [aPairing('alpha', 'gamma')] }) },
      [],
    ),
  ).toBeUndefined();
});

it('A pairing whose tools have no sound file names them', () => {
  const pairing = aPairing('alpha', 'beta');
  const catalog = aCatalog({ pairings: [pairing] });
  const without = (...slugs: string[]) => ({
    ...catalog,
    tools: new Map([...catalog.tools].filter(([slug]) => !slugs.includes(slug))),
  });
  const missing = (reason: string) => ({ rule: 'missing file', reason });
  expect(refused(pairing, [], without('beta'))).toEqual(missing('no sound file for beta'));
  expect(refused(pairing, [], without('alpha', 'beta'))).toEqual(missing('no sound file for alpha and beta'));
});

describe('Reviews', () => {
  const pairing = aPairing('alpha', 'beta');

  it('of both tools must be three or more', () => {
    const catalog = aCatalog({ pairings: [pairing], reviews: reviewsOf('beta', ['ship', 'skip', 'skip']) });
    expect(refused(pairing, [], catalog)).toBeUndefined();
  });

  it('that are fewer are counted in the reason, whichever side they are of', () => {
    const catalog = aCatalog({ pairings: [pairing], reviews: reviewsOf('beta', ['ship', 'skip']) });
    expect(refused(pairing, [], catalog)).toEqual({
      rule: 'too few reviews',
      reason: 'beta has 2 of at least 3 reviews',
    });
  });

  it('may be missing altogether', () => {
    const catalog = aCatalog({ pairings: [pairing] });
    const unreviewed = { ...catalog, reviews: new Map() };
    expect(refused(pairing, [], unreviewed)?.reason).toBe('alpha has 0 of at least 3 reviews');
  });
});

it('A tool stands in an issue once, on whichever side', () => {
  expect(refused(aPairing('alpha', 'beta'), [aPairing('gamma', 'alpha')])).toEqual({
    rule: 'same tool twice',
    reason: 'alpha is already in this issue',
  });
  expect(refused(aPairing('alpha', 'beta'), [aPairing('gamma', 'delta')])).toBeUndefined();
});

describe('A category', () => {
  const tools = ['a', 'b', 'c', 'd', 'e', 'f'].map((slug) => aTool(slug, { category: 'Search' }));
  const other = aTool('x', { category: 'Video' });
  const chosen = [aPairing('a', 'b'), aPairing('c', 'd')];

  it('has two pairings at most', () => {
    const third = aPairing('e', 'f');
    const catalog = aCatalog({ tools, pairings: [third, ...chosen] });
    expect(refused(third, chosen.slice(0, 1), catalog)).toBeUndefined();
    expect(refused(third, chosen, catalog)).toEqual({
      rule: 'category full',
      reason: '2 pairings of Search are already in this issue',
    });
  });

  it('is that of either side', () => {
    const third = aPairing('x', 'e');
    const catalog = aCatalog({ tools: [...tools, other], pairings: [third, ...chosen] });
    expect(refused(third, chosen, catalog)?.rule).toBe('category full');
  });

  it('counts a pairing within it once, not once a side', () => {
    const catalog = aCatalog({ tools, pairings: chosen });
    expect(refused(aPairing('c', 'd'), [aPairing('a', 'b')], catalog)).toBeUndefined();
  });
});

it('A full issue takes no more', () => {
  const chosen = [aPairing('a', 'b'), aPairing('c', 'd')];
  const tools = ['a', 'b', 'c', 'd', 'e', 'f'].map((slug, index) => aTool(slug, { category: `Category ${index}` }));
  const pairing = aPairing('e', 'f');
  const context = aContext(aCatalog({ tools, pairings: [pairing, ...chosen] }), { limits: { most: 2, fewest: 1 } });
  expect(refusalOf(pairing, context, chosen.slice(0, 1))).toBeUndefined();
  expect(refusalOf(pairing, context, chosen)).toEqual({
    rule: 'issue full',
    reason: '2 pairings are already in this issue',
  });
});

it('The first rule that speaks gives the reason', () => {
  const early = aPairing('alpha', 'beta', { publishedOn: '2026-11-01' });
  const bare = { ...aCatalog({ pairings: [] }), pairings: [early] };
  expect(refused(early, [], bare)?.rule).toBe('earlier issue');
  expect(refused({ ...early, publishedOn: plainDate('2026-11-17') }, [], bare)?.rule).toBe('missing file');
});
