import { everyFault } from './fault-kinds.ts';
import { answerWith, patient } from './provider-faults.ts';
import type { Scenario } from './scenario.ts';
import { startSender } from './start-sender.ts';
import { kill } from './world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const JUMPS_MOST = 4;

export const clockJumps: Scenario = {
  name: 'clock-jumps',
  does: 'puts the clock an hour back and forward, up to four times in a send, with all faults at 30 % and a kill in half of them',
  place: 'sqlite',
  long: { readers: 10_000, seeds: 30 },
  cut: { readers: 1500, seeds: [1] },
  run: (seed, stage) =>
    stage.play(seed, async (world) => {
      await answerWith(world, seed, everyFault);
      const calls = world.readers.size / 100;
      const jumps = 1 + Math.floor(world.random() * JUMPS_MOST);
      const clockJumps = Array.from({ length: jumps }, () => ({
        atCall: Math.floor(world.random() * calls),
        ms: world.random() < 0.5 ? HOUR_MS : -HOUR_MS,
      }));
      const dieAt = {
        step: 'after the first attempt is committed, before the call',
        time: 1 + Math.floor(calls / 2),
      } as const;
      const dies = world.random() < 0.5;
      const sender = startSender(world, { ...patient, clockJumps, ...(dies ? { dieAt } : {}) });
      await sender.ended;
      await kill(world, sender);
      await stage.place.finish(world, patient);
    }),
};

const APART_MS = 10 * MINUTE_MS;

export const clocksApart: Scenario = {
  name: 'clocks-apart',
  does: 'lets three senders whose clocks are ten minutes apart send at once, with all faults at 30 %',
  place: 'sqlite',
  long: { readers: 10_000, seeds: 30 },
  cut: { readers: 1500, seeds: [1] },
  run: (seed, stage) =>
    stage.play(seed, async (world) => {
      await answerWith(world, seed, everyFault);
      const now = Date.parse(world.environment.NOW ?? '');
      const senders = [-APART_MS, 0, APART_MS].map((apart) =>
        startSender(world, patient, new Date(now + apart).toISOString()),
      );
      await Promise.all(senders.map(({ ended }) => ended));
      await stage.place.finish(world, patient);
    }),
};
