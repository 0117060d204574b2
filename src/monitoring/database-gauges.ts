import type { Store } from '#store/open-store.ts';
import {
  batchesByState,
  eventsBehind,
  oldestOpenBatch,
  openBatches,
  pausedIssues,
  type Sample,
  sinceJobsFinished,
  unknownBatches,
} from './gauge-queries.ts';

/** A figure that is read from the database whenever somebody asks: every process shows the same. */
export type DatabaseGauge = {
  name: string;
  help: string;
  labels: readonly string[];
  read(store: Store, now: Date): Promise<Sample[]>;
};

export const databaseGauges: readonly DatabaseGauge[] = [
  {
    name: 'verdicts_batches',
    help: 'Batches of the issues that are being sent, by state.',
    labels: ['issue', 'state'],
    read: batchesByState,
  },
  {
    name: 'verdicts_open_batches',
    help: 'The queue: batches, waiting or attempted, that the issues being sent still have to hand over.',
    labels: [],
    read: openBatches,
  },
  {
    name: 'verdicts_oldest_open_batch_age_seconds',
    help: 'For how long the oldest batch in the queue has been free to leave; paused issues do not count.',
    labels: [],
    read: oldestOpenBatch,
  },
  {
    name: 'verdicts_unknown_batches',
    help: 'Batches of any issue of which nobody can tell whether the provider took them.',
    labels: [],
    read: unknownBatches,
  },
  {
    name: 'verdicts_issue_paused',
    help: 'Whether an issue that is being sent stands still until a person goes on with it.',
    labels: ['issue'],
    read: pausedIssues,
  },
  {
    name: 'verdicts_provider_events_behind',
    help: 'Events of the provider that were kept and not applied yet: waiting, or parked until their mail is known.',
    labels: ['state'],
    read: eventsBehind,
  },
  {
    name: 'verdicts_job_last_finished_age_seconds',
    help: 'Seconds since a job of the schedule last finished a run.',
    labels: ['job'],
    read: sinceJobsFinished,
  },
];

export type GaugeReading = { gauge: DatabaseGauge; samples: Sample[] };

/** One after the other, so that watching takes one connection. */
export async function readGauges(store: Store, now: Date): Promise<GaugeReading[]> {
  const readings: GaugeReading[] = [];
  for (const gauge of databaseGauges) readings.push({ gauge, samples: await gauge.read(store, now) });
  return readings;
}
