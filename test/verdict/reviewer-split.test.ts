import { expect, it } from 'vitest';
import { reviewerSplit } from '#verdict/reviewer-split.ts';
import { aPanel, aReview } from '../builders/catalog-builders.ts';

it('Each reviewer has one row with what they said of either side', () => {
  const split = reviewerSplit(aPanel(), [
    [aReview('alpha', 'builder', 'ship', 'It built my whole afternoon project without a hitch.')],
    [aReview('beta', 'builder', 'skip', 'It forgot my project twice and lost the rest of it.')],
  ]);
  expect(split).toEqual([
    {
      reviewer: 'builder',
      name: 'The builder',
      reviews: [
        {
          stance: 'ship',
          quote: 'It built my whole afternoon project without a hitch.',
          reviewedOn: '2026-11-02',
        },
        { stance: 'skip', quote: 'It forgot my project twice and lost the rest of it.', reviewedOn: '2026-11-02' },
      ],
    },
  ]);
});

it('Rows stand in the panel’s order, whatever the order of the reviews', () => {
  const split = reviewerSplit(aPanel(), [
    [aReview('alpha', 'founder', 'ship'), aReview('alpha', 'builder', 'ship')],
    [aReview('beta', 'futurist', 'ship'), aReview('beta', 'skeptic', 'skip')],
  ]);
  expect(split.map(({ reviewer }) => reviewer)).toEqual(['builder', 'skeptic', 'futurist', 'founder']);
});

it('A reviewer of one side only leaves the other side empty', () => {
  const split = reviewerSplit(aPanel(), [[], [aReview('beta', 'skeptic', 'skip')]]);
  expect(split).toHaveLength(1);
  expect(split[0]?.reviews[0]).toBeUndefined();
  expect(split[0]?.reviews[1]?.stance).toBe('skip');
});

it('A reviewer of neither side has no row', () => {
  expect(reviewerSplit(aPanel(), [[], []])).toEqual([]);
});
