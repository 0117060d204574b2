import { expect, test } from 'vitest';
import { shares, takeTurns } from './take-turns.ts';
import { breachWords, tallyTable } from './tally-table.ts';
import type { Breach, Round, Target } from './target.ts';

const BREACH = { promise: 'a promise', how: 'broken', input: '1', path: '3:0' };

/** A target of nothing, that writes down its rounds; those with a seed of `breaks` break a promise. */
function aTarget(name: string, weight: number, breaks: (seed: number) => boolean = () => false) {
  const rounds: Round[] = [];
  let closed = false;
  const target: Target = {
    name,
    weight,
    promises: [],
    open: async () => ({
      async check(round) {
        rounds.push(round);
        const breach: Breach | undefined = breaks(round.seed) ? { ...BREACH, seed: round.seed } : undefined;
        return { inputs: breach ? 10 : round.inputs, breach };
      },
      async close() {
        closed = true;
      },
    }),
  };
  return { target, rounds, isClosed: () => closed };
}

const forEver = { seed: 100, mostMs: 60_000 };

test('inputs are shared out by weight, and each gets one at least', () => {
  expect(shares([3, 1, 1], 1_000)).toEqual([600, 200, 200]);
  expect(shares([1_000, 1], 10)).toEqual([10, 1]);
});

test('every target gets its share, each turn with a seed of its own', async () => {
  const [heavy, light] = [aTarget('heavy', 3), aTarget('light', 1)];
  const tallies = await takeTurns({ targets: [heavy.target, light.target], inputs: 4_000, ...forEver });
  expect(tallies.map(({ name, inputs, of }) => [name, inputs, of])).toEqual([
    ['heavy', 3_000, 3_000],
    ['light', 1_000, 1_000],
  ]);
  const seeds = [...heavy.rounds, ...light.rounds].map(({ seed }) => seed);
  expect(seeds.toSorted()).toEqual([100, 101, 102, 103, 104, 105, 106, 107]);
  expect([heavy.isClosed(), light.isClosed()]).toEqual([true, true]);
});

test('when the time is up, all have had the same part of their share', async () => {
  const others = [aTarget('heavy', 3), aTarget('light', 1)];
  const began = performance.now();
  const tallies = await takeTurns({
    targets: others.map(({ target }) => target),
    inputs: 1e12,
    seed: 1,
    mostMs: 200,
  });
  expect(performance.now() - began).toBeLessThan(2_000);
  const [heavy, light] = tallies.map(({ inputs }) => inputs);
  expect(heavy).toBeGreaterThan(1_000);
  expect(Math.abs((heavy ?? 0) - 3 * (light ?? 0))).toBeLessThanOrEqual(1_500);
});

test('a broken promise is told at once, and after five of one target the others go on', async () => {
  const [broken, sound] = [aTarget('broken', 1, () => true), aTarget('sound', 1)];
  const told: string[] = [];
  const tallies = await takeTurns({
    targets: [broken.target, sound.target],
    inputs: 10_000,
    ...forEver,
    watch: { broke: (name, { seed }) => told.push(`${name} ${seed}`) },
  });
  expect(told).toHaveLength(5);
  expect(tallies.map(({ inputs, breaches }) => [inputs, breaches.length])).toEqual([
    [50, 5],
    [5_000, 0],
  ]);
});

test('the table has a line for each target and the sum of all', () => {
  const tally = { of: 5_000, seconds: 1.6, breaches: [{ ...BREACH, seed: 7 }] };
  const lines = tallyTable(
    [
      { name: 'settings', inputs: 5_000, ...tally },
      { name: 'tokens', inputs: 12, ...tally, breaches: [] },
    ],
    100,
  );
  expect(lines.split('\n')).toEqual([
    'target   | inputs | seed | seconds | breaches',
    'settings |  5,000 |  100 |       2 |        1',
    'tokens   |     12 |  100 |       2 |        0',
    'all      |  5,012 |      |       3 |        1',
  ]);
});

test('a breach says how to see it again', () => {
  expect(breachWords('settings', { ...BREACH, seed: 7 })).toContain(
    'again: npm run test:fuzz -- --only settings --seed 7 --path 3:0',
  );
});
