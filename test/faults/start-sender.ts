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
  /** By how much its clock jumps from the so-manieth call on. */
  clockJumps?: readonly { atCall: number; ms: number }[];
  /** Sends again and again, as a person would do, until it is done or has done so this often; default 1. */
  runsMost?: number;
};

export type SenderChanges = Omit<SenderWords, 'issue'>;

/** Starts a sender with the ports of the real one and these changes, on a machine whose clock shows another time if need be. */
export function startSender(world: World, changes: SenderChanges, now = world.environment.NOW): Child {
  world.starts += 1;
  const environment = { ...world.environment, NOW: now };
  return startWatched({ ...world, environment }, [
    'test/faults/sender-process.ts',
    JSON.stringify({ issue: world.issue, ...changes }),
  ]);
}

/** Starts a sender that comes to a step for the so-manieth time and no further. */
export async function dieAtStep(world: World, step: KillStepName, time: number): Promise<void> {
  const { code, output } = await startSender(world, { dieAt: { step, time }, waitsTimes: 0 }).ended;
  if (code !== null) throw new Error(`it was not killed ${step}, time ${time}: ${output.slice(-1000)}`);
  world.kills += 1;
}
