import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IsoWeek, isoWeekSchema, mondayOf, sundayOf, weekOf } from '#calendar/iso-week.ts';
import { addDays, type PlainDate } from '#calendar/plain-date.ts';
import { instantOfWallTime } from '#calendar/wall-time.ts';
import { openStore } from '#store/open-store.ts';
import { readersOnly } from './approved-issue.ts';
import { writeFreshData } from './fresh-data.ts';
import type { Scenario } from './scenario.ts';
import { type Scheduler, startScheduler } from './start-scheduler.ts';
import type { World } from './world.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];
/** In the hour that the clocks repeat in autumn and leave out in spring. */
const SLOT = { cron: '30 2 * * 0', wall: 'T02:30:00Z' };
const HALF_HOUR_MS = 1_800_000;
/** When both look, in half hours from the slot: an hour before it, at it, and into the hour that is repeated. */
const LOOKS = [-2, -1, 0, 1, 2, 3];
/** The Sundays of so many weeks, in which the clocks of every zone change once. */
const WEEKS = 6;
const FIRST_WEEKS = ['2026-W10', '2026-W40'].map((week) => isoWeekSchema.parse(week));

async function lookTogether(schedulers: readonly Scheduler[], instant: Date): Promise<void> {
  await Promise.all(schedulers.map(({ look }) => look(instant)));
}

/** Each Sunday's slot was run once, whatever the clocks did in that night. */
async function mustHaveRunOnce(world: World, sundays: readonly PlainDate[], timeZone: string): Promise<void> {
  const store = await openStore(world.databaseUrl);
  const runs = await store
    .selectFrom('schedule_runs')
    .select(['slot', 'outcome'])
    .where('job', '=', 'weekly-issue')
    .where('outcome', '!=', 'before the first start')
    .orderBy('slot')
    .execute();
  const issues = await store.selectFrom('issues').select('name').execute();
  await store.destroy();
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const ran = runs.map(({ slot, outcome }) => `${dayOf.format(new Date(slot))} ${outcome}`);
  if (ran.join() !== sundays.map((sunday) => `${sunday} sent`).join())
    world.breach(`the slots that ran are ${ran.join(', ')}`);
  if (issues.length !== sundays.length) world.breach(`${sundays.length} weeks made ${issues.length} issues`);
}

async function someWeeks(world: World, timeZone: string, firstWeek: IsoWeek, dataDir: string): Promise<void> {
  const sundays = Array.from({ length: WEEKS }, (_, index) => addDays(sundayOf(firstWeek), 7 * index));
  const settings = { DATA_DIR: dataDir, APPROVAL: 'auto', LINEUP_FEWEST: '1', TIME_ZONE: timeZone };
  world.environment = { ...world.environment, ...settings, SEND_CRON: SLOT.cron, COMPOSE_CRON: SLOT.cron };
  world.readersOf = new Map(sundays.map((sunday) => [weekOf(sunday), world.readers]));
  await writeFreshData(dataDir, 0, '2026-01-01');
  const schedulers = [startScheduler(world), startScheduler(world)];
  // A job that has never run begins with the next slot.
  await lookTogether(schedulers, new Date(`${mondayOf(firstWeek)}T12:00:00Z`));
  for (const [index, sunday] of sundays.entries()) {
    await writeFreshData(dataDir, index + 1, mondayOf(weekOf(sunday)));
    const slot = instantOfWallTime(new Date(`${sunday}${SLOT.wall}`), timeZone);
    for (const look of LOOKS) await lookTogether(schedulers, new Date(slot.getTime() + look * HALF_HOUR_MS));
  }
  await Promise.all(schedulers.map(({ end }) => end()));
  await mustHaveRunOnce(world, sundays, timeZone);
}

/** A seed is some weeks in one zone, in spring or in autumn. */
export const twoSchedulers: Scenario = {
  name: 'two-schedulers',
  does: `lets two schedulers fire the same slot at the same moment, ${WEEKS} weeks a seed, in the hour in which the clocks change`,
  place: 'sqlite',
  long: { readers: 150, seeds: 84 },
  cut: { readers: 3, seeds: [1] },
  async run(seed, stage) {
    const timeZone = ZONES[(seed - 1) % ZONES.length] ?? 'UTC';
    const firstWeek = FIRST_WEEKS[Math.floor((seed - 1) / ZONES.length) % FIRST_WEEKS.length];
    if (!firstWeek) throw new Error('there is no first week');
    const folder = await mkdtemp(join(tmpdir(), 'verdicts-data-'));
    const act = (world: World) => someWeeks(world, timeZone, firstWeek, join(folder, 'data'));
    return stage
      .play(seed, act, readersOnly(stage.readers))
      .finally(() => rm(folder, { recursive: true, force: true }));
  },
};
