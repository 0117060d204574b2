import { playModel } from './model/play-model.ts';
import type { Scenario } from './scenario.ts';

const RUNS = 25;

/** Not a sending that is disturbed, but everything that can be done to an issue, in any order. */
export const anyOrder: Scenario = {
  name: 'any-order',
  does: `writes, approves, withdraws, sends, pauses, stops, settles, waits, tells and leaves in any order, ${RUNS} runs of up to 30 steps a seed, with faults and deaths in each send`,
  place: 'sqlite',
  long: { readers: 250, seeds: 100 },
  cut: { readers: 250, seeds: [1] },
  async run(seed, { readers }) {
    const began = performance.now();
    const { mails, unknown, failure } = await playModel({ readers, runs: RUNS, seed });
    return {
      readers,
      accepted: mails,
      lost: 0,
      twice: 0,
      strangers: 0,
      unknown,
      sumHolds: failure === undefined,
      kills: 0,
      starts: 0,
      ms: performance.now() - began,
      breaches: failure === undefined ? [] : [failure],
    };
  },
};
