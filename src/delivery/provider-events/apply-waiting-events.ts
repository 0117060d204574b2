import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Store } from '#store/open-store.ts';
import { type Applying, applyEvents } from './apply-events.ts';
import { settleProvenBatches } from './delivery-queries.ts';
import { eventsToWorkOn, giveUpOnEventsBefore } from './inbox-queries.ts';

/** How many events of each kind one run looks at. */
const EVENTS_MOST = 500;

/** Events worked on in one go; between two of them whatever else the process does has its turn. */
const GROUP_MOST = 100;

/** Resend tries for 28 hours and ids are known within 24: what found no mail in three days is none of ours. */
const GIVE_UP_AFTER_MS = 72 * 3_600_000;

export type WaitingApplied = Record<Applying, number> & { givenUp: number };

/** Works on what could not be when it came: after a crash, or about a mail whose id was not known yet. */
export async function applyWaitingEvents(store: Store, now: Date): Promise<WaitingApplied> {
  const counts: WaitingApplied = { applied: 0, parked: 0, ignored: 0, failed: 0, 'done-before': 0, givenUp: 0 };
  const open = await eventsToWorkOn(store, EVENTS_MOST);
  while (open.length > 0) {
    const group = open.splice(0, GROUP_MOST);
    const results = await applyEvents(store, group, now);
    for (const svixId of group) counts[results.get(svixId) ?? 'done-before'] += 1;
    await othersFirst();
  }
  await settleProvenBatches(store);
  counts.givenUp = await giveUpOnEventsBefore(store, new Date(now.getTime() - GIVE_UP_AFTER_MS));
  return counts;
}
