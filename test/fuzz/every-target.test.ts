import { expect, test } from 'vitest';
import { shares } from './take-turns.ts';
import { breachWords } from './tally-table.ts';
import { targets } from './targets.ts';

/** A cut of `npm run test:fuzz`: always the same inputs, so that a fault that comes up here was just made. */
const SEED = 20_261_117;
const INPUTS = 2_000;

const parts = shares(
  targets.map(({ weight }) => weight),
  INPUTS,
);

test.each(targets.map((target, index) => [target.name, target, parts[index] ?? 1] as const))(
  'whatever comes in, %s keep their promises',
  async (name, target, inputs) => {
    const open = await target.open();
    try {
      const checked = await open.check({ seed: SEED, inputs });
      expect(checked.breach && breachWords(name, checked.breach)).toBeUndefined();
      expect(checked.inputs).toBe(inputs);
    } finally {
      await open.close();
    }
  },
);
