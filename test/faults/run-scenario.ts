import type { Place, PlaceName } from './place.ts';
import { postgresPlace } from './postgres-place.ts';
import type { Outcome, Scenario } from './scenario.ts';
import { sqlitePlace } from './sqlite-place.ts';
import { openStage } from './stage.ts';

const places: Record<PlaceName, () => Promise<Place>> = { sqlite: sqlitePlace, postgres: postgresPlace };

export type SeedOutcome = Outcome & { seed: number };

const NOTHING: Omit<Outcome, 'readers' | 'breaches'> = {
  accepted: 0,
  lost: 0,
  twice: 0,
  strangers: 0,
  unknown: 0,
  sumHolds: false,
  kills: 0,
  starts: 0,
  ms: 0,
};

/** Plays seed after seed of a scenario; one whose playing fails is a breach like any other. */
export async function* runScenario(
  scenario: Scenario,
  readers: number,
  seeds: Iterable<number>,
): AsyncGenerator<SeedOutcome> {
  const place = await places[scenario.place]();
  const stage = await openStage(place, readers);
  try {
    for (const seed of seeds) {
      const failed = (error: Error): Outcome => ({
        ...NOTHING,
        readers,
        breaches: [`it could not be played: ${error.stack}`],
      });
      yield { ...(await scenario.run(seed, stage).catch(failed)), seed, readers };
    }
  } finally {
    await stage.end();
    await place.end();
  }
}

/** What repeats a seed. */
export function commandFor(scenario: string, seed: number, readers: number): string {
  return `npm run test:faults -- --only ${scenario} --from ${seed} --seeds 1 --readers ${readers}`;
}
