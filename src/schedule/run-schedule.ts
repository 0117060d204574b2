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
  /** Does the work of a slot and says in a few words what came of it; undefined when there was nothing to do. */
  run(slot: Date): Promise<string | undefined>;
  /** Called instead of `run` when the slot was missed by more than the catch-up time. */
  missed(slot: Date): Promise<string | undefined>;
};

/** Whom a line is for: whoever looks into the matter, whoever reads the log, whoever must act. */
export type ReportLevel = 'debug' | 'info' | 'error';

export type SchedulePorts = {
  store: Store;
  clock: Clock;
  timeZone: string;
  holder: Holder;
  report(line: string, level: ReportLevel): void;
};

// A machine that died elsewhere keeps its job from the others for so long.
const LEASE_MS = 15_000;
const NOTHING = 'nothing to do';

async function runSlot(
  { store, clock, report }: SchedulePorts,
  job: ScheduledJob,
  slot: Date,
  late: boolean,
): Promise<void> {
  await recordRun(store, job.name, slot, clock());
  report(`${job.name} of ${slot.toISOString()}: ${late ? 'missed' : 'begins'}`, 'debug');
  const outcome = late ? await job.missed(slot) : await job.run(slot);
  await finishRun(store, job.name, slot, outcome ?? NOTHING, clock());
  // Jobs of every minute mostly find nothing: a line for each would bury the others.
  report(`${job.name} of ${slot.toISOString()}: ${outcome ?? NOTHING}`, outcome === undefined ? 'debug' : 'info');
}

/** `elsewhere`: another process was looking, or died in it a moment ago. */
export type Ticked = 'looked' | 'elsewhere';

/** Looks at one job once: runs its latest slot, catches it up, or records that it was missed. One process at a time. */
export async function tickJob(ports: SchedulePorts, job: ScheduledJob): Promise<Ticked> {
  const { store, clock, timeZone, holder } = ports;
  const lease = `job ${job.name}`;
  const take = () => takeLease(store, lease, holder, clock(), LEASE_MS);
  if ((await take()).kind === 'held-by-other') return 'elsewhere';
  // A run may take longer than a lease lasts.
  const renewing = setInterval(
    () => void take().catch((error: Error) => ports.report(`${lease}: ${error.message}`, 'error')),
    LEASE_MS / 3,
  );
  try {
    const slot = latestSlot(job.cron, timeZone, clock());
    const decision = decideSlot(slot, await latestRun(store, job.name), clock());
    if (decision === 'baseline') {
      await recordRun(store, job.name, slot, clock());
      await finishRun(store, job.name, slot, 'before the first start', clock());
    } else if (decision !== 'nothing') await runSlot(ports, job, slot, decision === 'too-late');
    return 'looked';
  } finally {
    clearInterval(renewing);
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
  const running = new Map<string, Promise<unknown>>();
  const tick = async () => {
    // Each job for itself: a sending that takes an hour must not keep the others waiting.
    for (const job of jobs) {
      if (running.has(job.name)) continue;
      const run = tickJob(ports, job)
        .catch((error: Error) => ports.report(`${job.name} failed: ${error.message}`, 'error'))
        .finally(() => running.delete(job.name));
      running.set(job.name, run);
    }
    await Promise.all(running.values());
  };
  await tick();
  // In UTC, because in a zone node-cron sleeps through the hour that its clocks repeat in autumn.
  const task = cron.schedule('* * * * *', tick, { timezone: 'UTC', suppressMissedWarning: true });
  return {
    async stop() {
      await task.destroy();
      await Promise.all(running.values());
    },
  };
}
