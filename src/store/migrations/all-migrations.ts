import type { Migration } from 'kysely/migration';
import * as theWeeklyIssue from './0001-the-weekly-issue.ts';
import * as signUp from './0002-sign-up.ts';
import * as providerEvents from './0003-provider-events.ts';
import * as visitorsVotes from './0004-visitors-votes.ts';
import * as whySuppressed from './0005-why-suppressed.ts';
import * as theStudio from './0006-the-studio.ts';
import * as issueNames from './0007-issue-names.ts';
import * as clicks from './0008-clicks.ts';
import * as rehearsals from './0009-rehearsals.ts';
import * as stoppedSendings from './0010-stopped-sendings.ts';
import * as severalMachines from './0011-several-machines.ts';
import * as formOfBatches from './0012-form-of-batches.ts';
import * as eventsInGroups from './0013-events-in-groups.ts';
import * as smallDeliveries from './0014-small-deliveries.ts';
import * as interestOrders from './0015-interest-orders.ts';

/** In the order of their names; forward only, and the same for both databases. */
export const allMigrations: Readonly<Record<string, Migration>> = {
  '0001-the-weekly-issue': theWeeklyIssue,
  '0002-sign-up': signUp,
  '0003-provider-events': providerEvents,
  '0004-visitors-votes': visitorsVotes,
  '0005-why-suppressed': whySuppressed,
  '0006-the-studio': theStudio,
  '0007-issue-names': issueNames,
  '0008-clicks': clicks,
  '0009-rehearsals': rehearsals,
  '0010-stopped-sendings': stoppedSendings,
  '0011-several-machines': severalMachines,
  '0012-form-of-batches': formOfBatches,
  '0013-events-in-groups': eventsInGroups,
  '0014-small-deliveries': smallDeliveries,
  '0015-interest-orders': interestOrders,
};
