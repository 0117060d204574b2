import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fakes/resend/faults.ts';
import { CALL_TIMEOUT_MS, everyFault, faultKinds } from './fault-kinds.ts';
import { everyKillStep } from './kill-steps.ts';
import type { Scenario } from './scenario.ts';
import { type SenderChanges, startSender } from './start-sender.ts';
import { kill, type World } from './world.ts';

const RATE = 0.3;
const KILLS_MOST = 3;

/** Waits of the retry table are a hundredth as long, so that a seed takes seconds. */
const patient: SenderChanges = { callTimeoutMs: CALL_TIMEOUT_MS, waitsTimes: 0.01, runsMost: 200 };

function faultAlone([name, fault]: [string, Fault]): Scenario {
  return {
    name: `fault-${name}`,
    does: `answers 30 % of all calls with this: ${name.replaceAll('-', ' ')}`,
    place: 'sqlite',
    long: { readers: 10_000, seeds: 5 },
    cut: { readers: 0, seeds: [] },
    run: (seed, stage) =>
      stage.play(seed, async (world) => {
        await world.fake.script({ seed, rate: RATE, kinds: [fault] });
        await stage.place.finish(world, patient);
      }),
  };
}

export const faultsAlone: readonly Scenario[] = Object.entries<Fault>(faultKinds).map(faultAlone);

export const faultsMixed: Scenario = {
  name: 'faults-mixed',
  does: `answers 30 % of all calls with one of ${everyFault.length} faults at random`,
  place: 'sqlite',
  long: { readers: 10_000, seeds: 50 },
  cut: { readers: 1500, seeds: [1] },
  run: (seed, stage) =>
    stage.play(seed, async (world) => {
      await world.fake.script({ seed, rate: RATE, kinds: everyFault });
      await stage.place.finish(world, patient);
    }),
};

/** At a step, or from outside at a random moment. */
async function sendAndDie(world: World, sendMs: number): Promise<void> {
  const step = everyKillStep[Math.floor(world.random() * everyKillStep.length * 2)];
  const time = 1 + Math.floor(world.random() * 20);
  const sender = startSender(world, { ...patient, ...(step === undefined ? {} : { dieAt: { step, time } }) });
  const moment = step === undefined ? world.random() * sendMs * 2 : Number.POSITIVE_INFINITY;
  if (Number.isFinite(moment)) await Promise.race([sleep(moment), sender.ended]);
  else await sender.ended;
  await kill(world, sender);
}

export const faultsMixedWithKills: Scenario = {
  name: 'faults-mixed-with-kills',
  does: `does the same, and kills the sender up to ${KILLS_MOST} times on top, at random moments and at random steps`,
  place: 'sqlite',
  long: { readers: 10_000, seeds: 100 },
  cut: { readers: 1500, seeds: [1, 2] },
  async run(seed, stage) {
    const sendMs = await stage.sendMs();
    return stage.play(seed, async (world) => {
      await world.fake.script({ seed, rate: RATE, kinds: everyFault });
      const kills = 1 + Math.floor(world.random() * KILLS_MOST);
      for (let count = 0; count < kills; count += 1) await sendAndDie(world, sendMs);
      await stage.place.finish(world, patient);
    });
  },
};
