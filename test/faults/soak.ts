import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readersOnly } from './approved-issue.ts';
import type { Judgement } from './judge-sending.ts';
import type { Outcome, Scenario } from './scenario.ts';
import { oneWeek } from './soak/one-week.ts';
import { aSoakWorld } from './soak/soak-world.ts';
import type { Stage } from './stage.ts';

async function manyWeeks(seed: number, weeks: number, { place, readers }: Stage): Promise<Outcome> {
  const began = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-soak-'));
  const database = await place.database(readersOnly(readers));
  const breaches: string[] = [];
  const breach = (words: string) => breaches.push(words);
  const world = await aSoakWorld({ databaseUrl: database.url, folder, seed, breach });
  const judged: Judgement[] = [];
  try {
    for (let number = 1; number <= weeks; number += 1) judged.push(await oneWeek(world, number, readers));
  } finally {
    await world.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
  const sum = (figure: 'accepted' | 'lost' | 'twice' | 'strangers' | 'unknown') =>
    judged.reduce((total, one) => total + one[figure], 0);
  return {
    readers: Math.max(...judged.map((one) => one.readers)),
    accepted: sum('accepted'),
    lost: sum('lost'),
    twice: sum('twice'),
    strangers: sum('strangers'),
    unknown: sum('unknown'),
    sumHolds: judged.every(({ sumHolds }) => sumHolds),
    kills: 0,
    starts: weeks,
    ms: performance.now() - began,
    breaches: [...breaches, ...judged.flatMap((one) => one.breaches)],
  };
}

function soakOf(weeks: number, extents: Pick<Scenario, 'name' | 'long' | 'cut'>): Scenario {
  return {
    ...extents,
    does: `keeps a list for ${weeks} weeks: readers come, leave, bounce, complain and are erased, lists are imported, all faults are on, the sender dies, and every sixth week the provider falls silent for a day`,
    place: 'sqlite',
    run: (seed, stage) => manyWeeks(seed, weeks, stage),
  };
}

export const soaks: readonly Scenario[] = [
  soakOf(52, { name: 'soak-a-year', long: { readers: 20_000, seeds: 1 }, cut: { readers: 0, seeds: [] } }),
  soakOf(6, { name: 'soak-some-weeks', long: { readers: 2000, seeds: 20 }, cut: { readers: 250, seeds: [1] } }),
];
