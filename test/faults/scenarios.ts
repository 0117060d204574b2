import { anyOrder } from './any-order.ts';
import { busyDatabase, diskFull, readOnlyDatabase } from './broken-database.ts';
import { noConnectionLeft, postgresRestarted, serializationFailures } from './broken-postgres.ts';
import { deployInTheMiddle } from './deploy-in-the-middle.ts';
import { killAtRandom } from './kill-at-random.ts';
import { killAtSteps } from './kill-at-steps.ts';
import { killMachines } from './kill-machines.ts';
import { faultsAlone, faultsMixed, faultsMixedWithKills } from './provider-faults.ts';
import type { Scenario } from './scenario.ts';
import { soaks } from './soak.ts';
import { templateMode } from './template-mode.ts';
import { twoSchedulers, twoSchedulersOnPostgres } from './two-schedulers.ts';
import { webhooksOnTop } from './webhooks-on-top.ts';
import { clockJumps, clocksApart } from './wrong-clocks.ts';

/** Everything that is done to a sending. */
export const scenarios: readonly Scenario[] = [
  killAtRandom,
  killAtSteps,
  killMachines,
  templateMode,
  ...faultsAlone,
  faultsMixed,
  faultsMixedWithKills,
  webhooksOnTop,
  diskFull,
  readOnlyDatabase,
  busyDatabase,
  postgresRestarted,
  noConnectionLeft,
  serializationFailures,
  deployInTheMiddle,
  clockJumps,
  clocksApart,
  twoSchedulers,
  twoSchedulersOnPostgres,
  anyOrder,
  ...soaks,
];
