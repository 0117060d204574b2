import { describe, expect, test } from 'vitest';
import { commandFor, runScenario } from './run-scenario.ts';
import { scenarios } from './scenarios.ts';

describe('nobody lost, nobody twice, and the sum holds, when somebody', () => {
  for (const { cut, ...scenario } of scenarios.filter(({ cut: { seeds } }) => seeds.length > 0))
    test.skipIf(scenario.impossibleHere?.() !== undefined)(scenario.does, { timeout: 120_000 }, async () => {
      for await (const { seed, breaches, readers } of runScenario({ cut, ...scenario }, cut.readers, cut.seeds))
        expect(breaches, `again: ${commandFor(scenario.name, seed, readers)}`).toEqual([]);
    });
});
