import { describe, expect, it } from 'vitest';
import { FEWEST_POINTS_APART, youSaid } from '#issue/you-said.ts';
import { computeVerdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing, aTool, reviewsOf } from '../builders/catalog-builders.ts';
import { votesOf } from '../votes/votes-of.ts';

const pairings = [aPairing('alpha', 'beta'), aPairing('gamma', 'delta')];
const catalog = aCatalog({
  pairings,
  reviews: [
    ...reviewsOf('alpha', ['ship', 'ship', 'ship', 'ship']),
    ...reviewsOf('beta', ['ship', 'ship', 'skip', 'skip']),
    ...reviewsOf('gamma', ['skip', 'skip', 'skip', 'skip']),
    ...reviewsOf('delta', ['ship', 'ship', 'skip', 'skip']),
  ],
});

const lineupOf = (of = catalog) => pairings.map((pairing) => computeVerdict(of, new Map(), pairing));
const said = (votes: Parameters<typeof votesOf>[0]) => youSaid(lineupOf(), votesOf(votes));

describe('What readers said of an issue', () => {
  it('is about the tool that they and the panel are furthest apart on, whoever thinks more of it', () => {
    const votes = { alpha: { ship: 7, skip: 3 }, beta: { ship: 4, skip: 6 }, gamma: { ship: 90, skip: 30 } };
    expect(said(votes)).toEqual({
      pairing: 'gamma-vs-delta',
      tool: { slug: 'gamma', name: 'Gamma' },
      panelPercent: 0,
      communityPercent: 75,
      votes: 120,
    });
  });

  it('needs as many votes as a percentage needs', () => {
    expect(said({ alpha: { ship: 0, skip: 4 } })).toBeUndefined();
    expect(said({ alpha: { ship: 0, skip: 5 } })).toMatchObject({ tool: { slug: 'alpha' }, votes: 5 });
  });

  it('needs 20 points between them, and one less is nothing', () => {
    expect(FEWEST_POINTS_APART).toBe(20);
    expect(said({ alpha: { ship: 81, skip: 19 } })).toBeUndefined();
    expect(said({ alpha: { ship: 80, skip: 20 } })).toMatchObject({ panelPercent: 100, communityPercent: 80 });
  });

  it('is never about a tool that no reviewer has said anything of', () => {
    const unreviewed = aCatalog({ pairings, tools: [aTool('alpha')] });
    const without = { ...unreviewed, reviews: new Map() };
    expect(youSaid(lineupOf(without), votesOf({ alpha: { ship: 50, skip: 0 } }))).toBeUndefined();
  });

  it('is about the one earlier in the lineup when two are as far apart', () => {
    const votes = { alpha: { ship: 0, skip: 9 }, gamma: { ship: 9, skip: 0 } };
    expect(said(votes)).toMatchObject({ tool: { slug: 'alpha' } });
  });

  it('is nothing without votes, and nothing of no lineup', () => {
    expect(said({})).toBeUndefined();
    expect(youSaid([], votesOf({ alpha: { ship: 0, skip: 9 } }))).toBeUndefined();
  });
});
