import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#calendar/plain-date.ts';
import type { Pairing } from '#catalog/pairing.ts';
import type { Stance } from '#catalog/review.ts';
import type { Entry } from '#catalog/tool.ts';
import { byPoints, rank } from '#selection/ranking.ts';
import { computeVerdict } from '#verdict/verdict.ts';
import type { VoteCounts } from '#votes/vote-count.ts';
import { aCatalog, aPairing, aTool, reviewsOf } from '../builders/catalog-builders.ts';
import { votesOf } from '../votes/votes-of.ts';

const today = plainDate('2026-11-17');

type Side = { category?: string; model?: Entry['model']; stances?: Stance[] };

function ranked(
  a: Side,
  b: Side,
  { on = today, votes = new Map() as VoteCounts, pairing = aPairing('alpha', 'beta') } = {},
) {
  const sides = [a, b].map((side, index) => ({ slug: pairing.tools[index] ?? '', ...side }));
  const catalog = aCatalog({
    pairings: [pairing],
    tools: sides.map(({ slug, category = 'Search', model = 'free' }) =>
      aTool(slug, { category, entry: { model, checkedOn: '2026-11-01' } }),
    ),
    reviews: sides.flatMap(({ slug, stances = ['ship', 'ship', 'ship'] }) => reviewsOf(slug, stances)),
  });
  return rank(computeVerdict(catalog, votes, pairing), on);
}

function part(candidate: ReturnType<typeof ranked>, name: string) {
  const { points, because } = candidate.parts.find((candidatePart) => candidatePart.name === name) ?? {};
  return [points, because];
}

it('Every part is shown, also one that earned nothing', () => {
  const { parts, points } = ranked({ category: 'Video' }, {});
  expect(parts).toEqual([
    { name: 'freshness', points: 30, because: 'published today' },
    { name: 'panel disagreement', points: 0, because: 'panel 100% against 100%' },
    { name: 'same category', points: 0, because: 'Video and Search' },
    { name: 'community interest', points: 0, because: '0 votes' },
    { name: 'price contrast', points: 0, because: 'free against free' },
  ]);
  expect(points).toBe(30);
});

describe('Freshness', () => {
  it.each([
    [0, 30, 'published today'],
    [1, 27.9, 'published 1 day ago'],
    [7, 15, 'published 7 days ago'],
    [14, 0, 'published 14 days ago'],
    [60, 0, 'published 60 days ago'],
  ])('of a pairing %i days old earns %f', (days, points, because) => {
    expect(part(ranked({}, {}, { on: addDays(today, days) }), 'freshness')).toEqual([points, because]);
  });
});

describe('Panel disagreement', () => {
  it.each<[Stance[], Stance[], number, string]>([
    [['ship', 'ship', 'ship'], ['skip', 'skip', 'skip'], 25, 'panel 100% against 0%'],
    [['ship', 'skip', 'ship', 'skip'], ['ship', 'skip', 'ship', 'skip'], 25, 'panel 50% against 50%'],
    [['skip', 'skip', 'skip'], ['skip', 'skip', 'skip'], 0, 'panel 0% against 0%'],
    [['ship', 'ship', 'ship', 'skip'], ['ship', 'ship', 'ship', 'ship'], 9.4, 'panel 75% against 100%'],
  ])('between %j and %j, or within either, earns points', (a, b, points, because) => {
    expect(part(ranked({ stances: a }, { stances: b }), 'panel disagreement')).toEqual([points, because]);
  });
});

it('Two tools of one category earn all of that part', () => {
  expect(part(ranked({ category: 'Video' }, { category: 'Video' }), 'same category')).toEqual([20, 'both in Video']);
});

describe('Community interest', () => {
  it.each([
    [0, 0, 0, '0 votes'],
    [1, 0, 0.3, '1 vote'],
    [25, 25, 7.5, '50 votes'],
    [0, 4000, 14.8, '4000 votes'],
  ])('of %i and %i votes earns %f', (a, b, points, because) => {
    const votes = votesOf({ alpha: { ship: a, skip: 0 }, beta: { ship: 0, skip: b } });
    expect(part(ranked({}, {}, { votes }), 'community interest')).toEqual([points, because]);
  });
});

describe('Price contrast', () => {
  it.each([
    ['free', 'free', 0],
    ['free', 'freemium', 5],
    ['paid', 'free', 10],
    ['free', 'contact', 10],
  ] as const)('between %s and %s earns %i', (a, b, points) => {
    const candidate = ranked({ model: a }, { model: b });
    expect(part(candidate, 'price contrast')).toEqual([points, `${a} against ${b}`]);
  });
});

describe('The order', () => {
  it('is most points first, and the slug settles a tie', () => {
    const candidate = (pairing: Pairing, category = 'Search') => ranked({ category }, {}, { pairing });
    const [zed, ann, low] = [
      candidate(aPairing('zed', 'yan')),
      candidate(aPairing('ann', 'bob')),
      candidate(aPairing('aaa', 'bbb'), 'Video'),
    ];
    for (const order of [
      [zed, ann, low],
      [low, ann, zed],
      [ann, low, zed],
    ])
      expect(order.toSorted(byPoints)).toEqual([ann, zed, low]);
  });
});

it('Whatever the pairing, its points are the sum of its parts, none negative, 100 at most', () => {
  const side = fc.record({
    category: fc.constantFrom('Search', 'Video'),
    model: fc.constantFrom('free' as const, 'freemium' as const, 'paid' as const, 'contact' as const),
    stances: fc.array(fc.constantFrom('ship' as const, 'skip' as const), { minLength: 1, maxLength: 4 }),
  });
  fc.assert(
    fc.property(side, side, fc.nat({ max: 40 }), fc.nat({ max: 500 }), (a, b, days, ship) => {
      const votes = votesOf({ alpha: { ship, skip: 3 } });
      const { points, parts } = ranked(a, b, { on: addDays(today, days), votes });
      expect(points).toBeCloseTo(
        parts.reduce((sum, each) => sum + each.points, 0),
        5,
      );
      for (const each of parts) expect(each.points).toBeGreaterThanOrEqual(0);
      expect(points).toBeLessThanOrEqual(100);
    }),
  );
});
