import cron from 'node-cron';
import type { Clock } from '#calendar/clock.ts';
import { type Holder, returnLease, takeLease } from '#store/lease-queries.ts';
import type { Store } from '#store/open-store.ts';
import { finishRun, latestRun, recordRun } from './schedule-run-queries.ts';
import { decideSlot, latestSlot } from './slots.ts';

/** A job of the table of times. Jobs resume: running one again after a crash finishes what it began. */
export type ScheduledJob = {
  name: string;
  /** Five cron fields in the schedule's zone. */
  cron: string;
  /** Does the work of a slot and says in a few words what came of it. */
  run(slot: Date): Promise<string>;
  /** Called instead of `run` when the slot was missed by more than the catch-up time. */
  missed(slot: Date): Promise<string>;
};

export type SchedulePorts = {
  store: Store;
  clock: Clock;
  timeZone: string;
  holder: Holder;
  report(line: string): void;
};

const LEASE_MS = 10 * 60_000;

async function runSlot(
  { store, clock, report }: SchedulePorts,
  job: ScheduledJob,
  slot: Date,
  late: boolean,
): Promise<void> {
  await recordRun(store, job.name, slot, clock());
  report(`${job.name} of ${slot.toISOString()}: ${late ? 'missed' : 'begins'}`);
  const outcome = late ? await job.missed(slot) : await job.run(slot);
  await finishRun(store, job.name, slot, outcome, clock());
  report(`${job.name} of ${slot.toISOString()}: ${outcome}`);
}

/** Looks at one job once: runs its latest slot, catches it up, or records that it was missed. One process at a time. */
export async function tickJob(ports: SchedulePorts, job: ScheduledJob): Promise<void> {
  const { store, clock, timeZone, holder } = ports;
  const lease = `job ${job.name}`;
  const taken = await takeLease(store, lease, holder, clock(), LEASE_MS);
  if (taken.kind === 'held-by-other') return;
  try {
    const slot = latestSlot(job.cron, timeZone, clock());
    const decision = decideSlot(slot, await latestRun(store, job.name), clock());
    if (decision === 'baseline') {
      await recordRun(store, job.name, slot, clock());
      await finishRun(store, job.name, slot, 'before the first start', clock());
    } else if (decision !== 'nothing') await runSlot(ports, job, slot, decision === 'too-late');
  } finally {
    await returnLease(store, lease, holder);
  }
}

/**
 * Runs the table of times in this process: node-cron wakes it every minute, and each time the slots decide. Waking by the
 * minute also finds the slots that passed while the machine slept. Returns how to end it.
 */
export async function runSchedule(
  ports: SchedulePorts,
  jobs: readonly ScheduledJob[],
): Promise<{ stop(): Promise<void> }> {
  let ticking: Promise<void> = Promise.resolve();
  const tickAll = async () => {
    for (const job of jobs) {
      await tickJob(ports, job).catch((error: Error) => ports.report(`${job.name} failed: ${error.message}`));
    }
  };
  const tick = () => {
    ticking = ticking.then(tickAll);
    return ticking;
  };
  await tick();
  // In UTC, because in a zone node-cron sleeps through the hour that its clocks repeat in autumn.
  const task = cron.schedule('* * * * *', tick, { noOverlap: true, timezone: 'UTC' });
  return {
    async stop() {
      await task.destroy();
      await ticking;
    },
  };
}
