import type { Clock } from '#calendar/clock.ts';
import type { ScheduledJob, SchedulePorts } from '#schedule/run-schedule.ts';
import type { Store } from '#store/open-store.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** A clock that stands still until a test moves it. */
export type FakeClock = Clock & { set(instant: string | Date): void; advance(ms: number): void };

export function aClock(start: string): FakeClock {
  let now = new Date(start);
  return Object.assign(() => new Date(now), {
    set(instant: string | Date) {
      now = new Date(instant);
    },
    advance(ms: number) {
      now = new Date(now.getTime() + ms);
    },
  });
}

/** A process that runs the schedule: two of them on one store are a process started twice. */
export function aMachine(
  store: Store,
  clock: Clock,
  changes: { name?: string; host?: string; pid?: number; timeZone?: string } = {},
): SchedulePorts & { lines: string[]; quietly: string[] } {
  const { name = 'one', host = `host-of-${name}`, pid = 1, timeZone = 'Europe/Berlin' } = changes;
  const lines: string[] = [];
  const quietly: string[] = [];
  return {
    store,
    clock,
    timeZone,
    holder: { host, pid, id: `${name}-${pid}` },
    report: (line, level) => (level === 'debug' ? quietly : lines).push(level === 'error' ? `error: ${line}` : line),
    lines,
    quietly,
  };
}

/** A job that writes down what it was asked to do: `ran 2026-11-17T08:00:00.000Z`. Tuesdays at nine unless told otherwise. */
export function aJob(changes: Partial<ScheduledJob> = {}): ScheduledJob & { done: string[] } {
  const done: string[] = [];
  return {
    name: 'weekly-issue',
    cron: '0 9 * * 2',
    async run(slot) {
      done.push(`ran ${slot.toISOString()}`);
      return 'sent';
    },
    async missed(slot) {
      done.push(`missed ${slot.toISOString()}`);
      return 'held';
    },
    ...changes,
    done,
  };
}

/** What the schedule has on record, oldest first: `weekly-issue 2026-11-17T08:00:00.000Z sent`. */
export async function recordedRuns(store: Store): Promise<string[]> {
  const rows = await store.selectFrom('schedule_runs').selectAll().orderBy('slot').orderBy('job').execute();
  return rows.map(({ job, slot, outcome }) => `${job} ${slot} ${outcome ?? 'unfinished'}`);
}
