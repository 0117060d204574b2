import { expect, it } from 'vitest';
import type { Stance } from '#catalog/review.ts';
import { panelVerdict } from '#verdict/panel-verdict.ts';
import { reviewsOf } from '../builders/catalog-builders.ts';

it.each<[Stance[], { ships: number; skips: number; percent: number }]>([
  [['ship', 'ship', 'ship', 'skip'], { ships: 3, skips: 1, percent: 75 }],
  [['ship', 'ship', 'skip'], { ships: 2, skips: 1, percent: 67 }],
  [['skip', 'skip', 'ship'], { ships: 1, skips: 2, percent: 33 }],
  [['ship'], { ships: 1, skips: 0, percent: 100 }],
  [['skip', 'skip'], { ships: 0, skips: 2, percent: 0 }],
])('The panel of %j would ship it by ships over reviews, rounded', (stances, expected) => {
  expect(panelVerdict(reviewsOf('alpha', stances))).toEqual(expected);
});

it('A tool without reviews has no ships, no skips and nothing to divide by', () => {
  expect(panelVerdict([])).toEqual({ ships: 0, skips: 0, percent: 0 });
});
