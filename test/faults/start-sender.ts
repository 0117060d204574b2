import type { Child } from './children.ts';
import type { KillStepName } from './kill-steps.ts';
import { startWatched, type World } from './world.ts';

/** What differs from the real sender; all of it may be left out. */
export type SenderWords = {
  issue: string;
  /** Kills itself when it comes to a step for the so-manieth time. */
  dieAt?: { step: KillStepName; time: number };
  callTimeoutMs?: number;
  /** By how much longer or shorter its waits are. */
  waitsTimes?: number;
  /** Sends again and again, as a person would do, until it is done or has done so this often; default 1. */
  runsMost?: number;
};

export type SenderChanges = Omit<SenderWords, 'issue'>;

/** Starts a sender with the ports of the real one and these changes. */
export function startSender(world: World, changes: SenderChanges): Child {
  world.starts += 1;
  return startWatched(world, ['test/faults/sender-process.ts', JSON.stringify({ issue: world.issue, ...changes })]);
}
