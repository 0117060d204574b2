import { expect, onTestFinished, test, vi } from 'vitest';
import { systemClock } from '#calendar/clock.ts';
import { jobRunner } from '#schedule/job-runner.ts';
import { recordRun } from '#schedule/schedule-run-queries.ts';
import { latestSlot } from '#schedule/slots.ts';
import { takeLease } from '#store/lease-queries.ts';
import { openStore } from '#store/open-store.ts';
import { aSharedDatabase, database } from '../builders/databases.ts';
import { aJob, aMachine, HOUR_MS } from './a-machine.ts';

/** Far less than the minute after which every job is woken again. */
const SOON_MS = 20_000;

test.runIf(database === 'postgres')(
  'What a machine had under way that stands still is taken up soon after its lease has run out',
  { timeout: 40_000 },
  async () => {
    const url = await aSharedDatabase();
    const store = await openStore(url);
    onTestFinished(() => store.destroy());
    const errors: Error[] = [];
    const runner = jobRunner(url, (error) => errors.push(error));
    const job = aJob({ cron: '* * * * *' });
    // It had begun the slot before this one; without that, a first start would only take note of the slot.
    const earlier = latestSlot(job.cron, 'UTC', new Date(Date.now() - HOUR_MS));
    await recordRun(store, job.name, earlier, earlier);
    const [standing, fresh] = [
      aMachine(store, systemClock, { name: 'one' }),
      aMachine(store, systemClock, { name: 'two' }),
    ];
    await takeLease(store, `job ${job.name}`, standing.holder, systemClock(), 3000);

    const running = await runner.runSchedule(fresh, [job]);
    onTestFinished(async () => {
      await running.stop();
      await runner.close();
    });
    await vi.waitFor(() => expect(job.done).toHaveLength(1), { timeout: SOON_MS, interval: 100 });
    expect(errors).toEqual([]);
  },
);
