import { BATCH_SIZE } from '#delivery/batch.ts';
import { everyKillStep, killSteps } from './kill-steps.ts';
import type { Scenario } from './scenario.ts';
import { startSender } from './start-sender.ts';

/** Seed after seed takes the next step. */
export const killAtSteps: Scenario = {
  name: 'kill-at-steps',
  does: `kills the sender at each of ${everyKillStep.length} named steps in turn, at some batch, then sends again`,
  place: 'sqlite',
  long: { readers: 10_000, seeds: 15 * everyKillStep.length },
  cut: { readers: 200, seeds: [4, 7, 8, 10] },
  run: (seed, stage) =>
    stage.play(seed, async (world) => {
      const step = everyKillStep[(seed - 1) % everyKillStep.length];
      if (step === undefined) throw new Error('there is no step to be killed at');
      const batches = Math.ceil(stage.readers / BATCH_SIZE);
      const time = killSteps[step].once ? 1 : 1 + Math.floor(world.random() * batches);
      const { code, output } = await startSender(world, { dieAt: { step, time }, waitsTimes: 0 }).ended;
      if (code === null) world.kills += 1;
      else world.breach(`it was not killed ${step}, time ${time}: ${output}`);
      await stage.place.finish(world);
    }),
};
