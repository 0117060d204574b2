import { expect, it } from 'vitest';
import { communityVerdict } from '#verdict/community-verdict.ts';

it.each([
  [0, 0],
  [4, 0],
  [2, 2],
])('Under five votes (%i ship, %i skip) there is no percentage, only how many there are', (ship, skip) => {
  expect(communityVerdict({ ship, skip })).toEqual({ kind: 'too-few', votes: ship + skip });
});

it.each([
  [5, 0, 100],
  [3, 2, 60],
  [0, 5, 0],
  [2, 4, 33],
  [4, 2, 67],
])('From five votes on (%i ship, %i skip) the share of ships is shown, rounded: %i%%', (ship, skip, percent) => {
  expect(communityVerdict({ ship, skip })).toEqual({ kind: 'share', votes: ship + skip, percent });
});
