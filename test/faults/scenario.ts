import type { PlaceName } from './place.ts';
import type { Stage } from './stage.ts';

/** What came of one seed of a scenario. */
export type Outcome = {
  readers: number;
  accepted: number;
  /** Readers who were to get the issue, got none, and of whom nothing else is said. */
  lost: number;
  twice: number;
  /** Mails to anybody else. */
  strangers: number;
  unknown: number;
  /** Whether the database's accounting is what the provider recorded. */
  sumHolds: boolean;
  kills: number;
  starts: number;
  ms: number;
  /** Every promise that was not kept, in words. */
  breaches: readonly string[];
};

/** One way in which sending is disturbed; the seed decides everything that chance decides. */
export type Scenario = {
  name: string;
  /** In one sentence. */
  does: string;
  place: PlaceName;
  /** How many seeds, from 1 on, of the long run, and the seeds of the cut that `npm test` makes. */
  long: { readers: number; seeds: number };
  cut: { readers: number; seeds: readonly number[] };
  /** Why this machine cannot play it; undefined where it can. */
  impossibleHere?(): string | undefined;
  run(seed: number, stage: Stage): Promise<Outcome>;
};
