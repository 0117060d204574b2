import type { Store } from '#store/open-store.ts';
import type { RecordedRun } from './slots.ts';

export async function latestRun(store: Store, job: string): Promise<RecordedRun | undefined> {
  const row = await store
    .selectFrom('schedule_runs')
    .select(['slot', 'finished_at'])
    .where('job', '=', job)
    .orderBy('slot', 'desc')
    .executeTakeFirst();
  return row && { slot: row.slot, finishedAt: row.finished_at };
}

/** Records that a slot is being run; a slot that was begun before and never finished is recorded already. */
export async function recordRun(store: Store, job: string, slot: Date, now: Date): Promise<void> {
  await store
    .insertInto('schedule_runs')
    .values({ job, slot: slot.toISOString(), claimed_at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['job', 'slot']).doNothing())
    .execute();
}

/** How long finished runs are kept: long enough to see what happened, short enough for a job of every minute. */
const KEPT_DAYS = 60;

export async function finishRun(store: Store, job: string, slot: Date, outcome: string, now: Date): Promise<void> {
  await store
    .updateTable('schedule_runs')
    .set({ finished_at: now.toISOString(), outcome })
    .where('job', '=', job)
    .where('slot', '=', slot.toISOString())
    .execute();
  const oldest = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString();
  await store
    .deleteFrom('schedule_runs')
    .where('job', '=', job)
    .where('slot', '<', oldest)
    .where('slot', '!=', slot.toISOString())
    .execute();
}
