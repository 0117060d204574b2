import { killAtRandom } from './kill-at-random.ts';
import { killAtSteps } from './kill-at-steps.ts';
import type { Scenario } from './scenario.ts';

/** Everything that is done to a sending. */
export const scenarios: readonly Scenario[] = [killAtRandom, killAtSteps];
