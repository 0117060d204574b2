import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from './scenario.ts';
import { kill, startSend } from './world.ts';

/** One of so many sends is killed a second time on its way. */
const TWICE_IN = 4;

/** The real command, killed as by a power cut. */
export const killAtRandom: Scenario = {
  name: 'kill-at-random',
  does: 'kills the sender with -9 at a random moment of a whole send, now and then twice, then sends again',
  place: 'sqlite',
  long: { readers: 10_000, seeds: 200 },
  cut: { readers: 1000, seeds: [1, 2] },
  async run(seed, stage) {
    const sendMs = await stage.sendMs();
    return stage.play(seed, async (world) => {
      const kills = world.random() * TWICE_IN < 1 ? 2 : 1;
      for (let count = 0; count < kills; count += 1) {
        const sender = startSend(world);
        await Promise.race([sleep(world.random() * sendMs), sender.ended]);
        await kill(world, sender);
      }
      await stage.place.finish(world);
    });
  },
};
