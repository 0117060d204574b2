import { setImmediate as othersFirst, setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#calendar/clock.ts';
import type { Store } from '#store/open-store.ts';
import type { Applying } from './apply-events.ts';
import { type IncomingEvent, receiveEvents } from './receive-event.ts';

/** Events worked on in one go: enough to share what a commit costs, few enough to keep nobody else waiting. */
const GROUP_MOST = 100;

/** How long the first of a group waits for others: far less than anybody waits for a commit on a busy disk. */
const GATHER_MS = 3;

/** Takes a genuine event in. Resolves once it is committed, with what came of it; rejects when it could not be kept. */
export type EventIntake = (event: IncomingEvent) => Promise<Applying>;

/** Events that come while others are being written down wait, and are then written down together. */
export function eventIntake(store: Store, clock: Clock): EventIntake {
  const waiting: (IncomingEvent & PromiseWithResolvers<Applying>)[] = [];
  let isWorking = false;

  const takeIn = async (group: typeof waiting) => {
    try {
      const results = await receiveEvents(store, group, clock());
      for (const [index, { resolve }] of group.entries()) resolve(results[index] ?? 'done-before');
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  const work = async () => {
    for (; waiting.length > 0; await takeIn(waiting.splice(0, GROUP_MOST)))
      await (waiting.length < GROUP_MOST ? sleep(GATHER_MS) : othersFirst());
    isWorking = false;
  };
  return (event) => {
    const answer = Promise.withResolvers<Applying>();
    waiting.push({ ...event, ...answer });
    if (!isWorking) {
      isWorking = true;
      void work();
    }
    return answer.promise;
  };
}
