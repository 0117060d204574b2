import { expect, it } from 'vitest';
import type { Review } from '#catalog/review.ts';
import { reviewerSplit } from '#verdict/reviewer-split.ts';
import { sharpestDisagreement } from '#verdict/sharpest-disagreement.ts';
import { aPanel, aReview, reviewsOf } from '../builders/catalog-builders.ts';

/** `The skeptic: ship / The founder: skip` */
function voices(a: Review[], b: Review[]): string | undefined {
  const found = sharpestDisagreement(reviewerSplit(aPanel(), [a, b]));
  return found?.map(({ reviewer, stance }) => `${reviewer}: ${stance}`).join(' / ');
}

it('One reviewer of two minds is the sharpest', () => {
  expect(voices(reviewsOf('alpha', ['ship', 'ship', 'ship']), reviewsOf('beta', ['ship', 'ship', 'skip']))).toBe(
    'The futurist: ship / The futurist: skip',
  );
});

it('Failing that, two reviewers of opposite stances', () => {
  const a = [aReview('alpha', 'builder', 'ship'), aReview('alpha', 'skeptic', 'ship')];
  const b = [...reviewsOf('beta', ['ship', 'ship']), aReview('beta', 'founder', 'skip')];
  expect(voices(a, b)).toBe('The builder: ship / The founder: skip');
});

it('Failing that, two reviewers rather than one twice', () => {
  expect(voices(reviewsOf('alpha', ['ship', 'ship']), reviewsOf('beta', ['ship', 'ship']))).toBe(
    'The builder: ship / The skeptic: ship',
  );
});

it('Failing that, whatever there is on both sides', () => {
  expect(voices(reviewsOf('alpha', ['skip']), reviewsOf('beta', ['skip']))).toBe(
    'The builder: skip / The builder: skip',
  );
});

it('The earlier reviewer of the panel wins a tie', () => {
  expect(voices(reviewsOf('alpha', ['skip', 'ship', 'ship']), reviewsOf('beta', ['ship', 'skip', 'skip']))).toBe(
    'The builder: skip / The builder: ship',
  );
});

it('The quotes are those of the reviews', () => {
  const a = aReview('alpha', 'builder', 'ship', 'I would build on this tomorrow, and the day after too.');
  const b = aReview('beta', 'builder', 'skip', 'I would not build on this, not tomorrow and not later.');
  const found = sharpestDisagreement(reviewerSplit(aPanel(), [[a], [b]]));
  expect(found?.map(({ quote }) => quote)).toEqual([a.quote, b.quote]);
});

it('A side without reviews leaves nothing to disagree about', () => {
  expect(voices(reviewsOf('alpha', ['ship', 'skip']), [])).toBeUndefined();
});
