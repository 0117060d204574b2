import { describe, expect, it } from 'vitest';
import { computeVerdict, hasBothTools } from '#verdict/verdict.ts';
import { aCatalog, aPairing, aTool, reviewsOf } from '../builders/catalog-builders.ts';
import { votesOf } from '../votes/votes-of.ts';

const pairing = aPairing('beta', 'alpha');
const catalog = aCatalog({
  pairings: [pairing],
  tools: [
    aTool('alpha', { entry: { model: 'paid', price: '$10/mo', checkedOn: '2026-11-01' } }),
    aTool('beta', { entry: { model: 'free', checkedOn: '2026-11-01' } }),
  ],
  reviews: [
    ...reviewsOf('alpha', ['ship', 'ship', 'skip', 'skip']),
    ...reviewsOf('beta', ['ship', 'ship', 'ship', 'skip']),
  ],
});

describe('A verdict', () => {
  const votes = votesOf({ alpha: { ship: 4, skip: 1 }, beta: { ship: 4, skip: 0 } });
  const verdict = computeVerdict(catalog, votes, pairing);

  it('has its sides in the pairing’s order, each with its own tool, panel and community', () => {
    expect(verdict.sides).toEqual([
      {
        tool: catalog.tools.get(pairing.tools[0]),
        panel: { ships: 3, skips: 1, percent: 75 },
        community: { kind: 'too-few', votes: 4 },
      },
      {
        tool: catalog.tools.get(pairing.tools[1]),
        panel: { ships: 2, skips: 2, percent: 50 },
        community: { kind: 'share', votes: 5, percent: 80 },
      },
    ]);
  });

  it('holds the split, the sharpest disagreement, the pricing read and the call of the two tools', () => {
    expect(verdict.pairing).toBe(pairing);
    expect(verdict.split.map(({ reviews: [a, b] }) => [a?.stance, b?.stance])).toEqual([
      ['ship', 'ship'],
      ['ship', 'ship'],
      ['ship', 'skip'],
      ['skip', 'skip'],
    ]);
    expect(verdict.disagreement?.map(({ reviewer, stance }) => `${reviewer} ${stance}`)).toEqual([
      'The futurist ship',
      'The futurist skip',
    ]);
    expect(verdict.pricing).toBe('Beta costs nothing, while Alpha is paid from the first day ($10/mo).');
    expect(verdict.call).toMatchObject({ ship: 'beta', by: 'panel' });
  });
});

it('Votes on either tool reach the call when the panel is level', () => {
  const level = aCatalog({ pairings: [pairing] });
  const votes = votesOf({ alpha: { ship: 30, skip: 0 }, beta: { ship: 10, skip: 20 } });
  expect(computeVerdict(level, votes, pairing).call).toMatchObject({ ship: 'alpha', by: 'community' });
});

it('The pairing’s own call is the verdict’s', () => {
  const called = aPairing('beta', 'alpha', { call: { ship: 'alpha', reason: 'it is the one that works offline.' } });
  expect(computeVerdict(catalog, new Map(), called).call).toEqual({
    ship: 'alpha',
    by: 'editor',
    reason: 'it is the one that works offline.',
  });
});

it('A tool without reviews has an empty side of the scorecard and nothing to disagree about', () => {
  const unreviewed = { ...catalog, reviews: new Map([...catalog.reviews].filter(([slug]) => slug !== 'alpha')) };
  const verdict = computeVerdict(unreviewed, new Map(), pairing);
  expect(verdict.sides[1].panel).toEqual({ ships: 0, skips: 0, percent: 0 });
  expect(verdict.split.every(({ reviews }) => reviews[0] && !reviews[1])).toBe(true);
  expect(verdict.disagreement).toBeUndefined();
});

it('A verdict needs both tools: it can be asked beforehand, and is refused otherwise', () => {
  const lost = aPairing('beta', 'lost');
  expect(hasBothTools(catalog, pairing)).toBe(true);
  expect(hasBothTools(catalog, lost)).toBe(false);
  expect(() => computeVerdict(catalog, new Map(), lost)).toThrow('"lost" is missing');
});
