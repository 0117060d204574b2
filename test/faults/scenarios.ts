import { killAtRandom } from './kill-at-random.ts';
import { killAtSteps } from './kill-at-steps.ts';
import { killMachines } from './kill-machines.ts';
import { faultsAlone, faultsMixed, faultsMixedWithKills } from './provider-faults.ts';
import type { Scenario } from './scenario.ts';

/** Everything that is done to a sending. */
export const scenarios: readonly Scenario[] = [
  killAtRandom,
  killAtSteps,
  killMachines,
  ...faultsAlone,
  faultsMixed,
  faultsMixedWithKills,
];
