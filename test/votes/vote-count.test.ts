import { expect, it } from 'vitest';
import { votesOn } from '#votes/vote-count.ts';
import { aTool } from '../builders/catalog-builders.ts';
import { votesOf } from './votes-of.ts';

const votes = votesOf({ alpha: { ship: 3, skip: 2 } });

it('A tool that readers voted on has their count', () => {
  expect(votesOn(votes, aTool('alpha').slug)).toEqual({ ship: 3, skip: 2 });
});

it('A tool that nobody voted on has none of either', () => {
  expect(votesOn(votes, aTool('beta').slug)).toEqual({ ship: 0, skip: 0 });
});
