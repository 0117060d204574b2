import { sql } from 'kysely';
import type { Store } from '#store/open-store.ts';

/** One value of a gauge, with what it is about. */
export type Sample = { labels: Record<string, string>; value: number };

const unlabelled = (value: number): Sample[] => [{ labels: {}, value }];

/** By the clocks of several machines something may have ended a moment from now. */
const secondsSince = (instant: string, now: Date) => Math.max(0, (now.getTime() - Date.parse(instant)) / 1000);

const BATCH_STATES = ['waiting', 'attempted', 'settled', 'unknown', 'stopped'] as const;
const OPEN_STATES = ['waiting', 'attempted'] as const;

function sendingIssues(store: Store) {
  return store.selectFrom('issues').where('issues.state', '=', 'sending');
}

/** Every state of every issue that is being sent, so that a state nobody is in shows as 0. */
export async function batchesByState(store: Store): Promise<Sample[]> {
  const issues = await sendingIssues(store).select('name').execute();
  const counts = await sendingIssues(store)
    .innerJoin('batches', 'batches.issue_id', 'issues.id')
    .select(({ fn }) => ['issues.name', 'batches.state', fn.countAll<number | bigint>().as('count')])
    .groupBy(['issues.name', 'batches.state'])
    .execute();
  const countOf = (issue: string, state: string) =>
    Number(counts.find((row) => row.name === issue && row.state === state)?.count ?? 0);
  return issues.flatMap(({ name: issue }) =>
    BATCH_STATES.map((state) => ({ labels: { issue, state }, value: countOf(issue, state) })),
  );
}

/** How many calls have yet to be made, or made again, before everything that is being sent has left. */
export async function openBatches(store: Store): Promise<Sample[]> {
  const { count } = await sendingIssues(store)
    .innerJoin('batches', 'batches.issue_id', 'issues.id')
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .where('batches.state', 'in', OPEN_STATES)
    .executeTakeFirstOrThrow();
  return unlabelled(Number(count));
}

/**
 * For how long an open batch has been free to leave; 0 when there is none. A paused issue's are not free. An issue that
 * was paused or reopened is as old as the latest thing that was done to it.
 */
export async function oldestOpenBatch(store: Store, now: Date): Promise<Sample[]> {
  const issues = await sendingIssues(store)
    .select(({ selectFrom }) => [
      'issues.frozen_at',
      selectFrom('issue_changes')
        .select(({ fn }) => fn.max('at').as('at'))
        .whereRef('issue_changes.name', '=', 'issues.name')
        .as('changed_at'),
    ])
    .where('issues.paused_because', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('batches')
          .select('number')
          .whereRef('batches.issue_id', '=', 'issues.id')
          .where('batches.state', 'in', OPEN_STATES),
      ),
    )
    .execute();
  const ages = issues.map(({ frozen_at, changed_at }) =>
    Math.min(...[frozen_at, changed_at].flatMap((at) => (at === null ? [] : [secondsSince(at, now)]))),
  );
  return unlabelled(Math.max(0, ...ages));
}

/** Of any issue: what nobody can tell about stays until an event or an editor settles it. */
export async function unknownBatches(store: Store): Promise<Sample[]> {
  const { count } = await store
    .selectFrom('batches')
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .where('state', '=', 'unknown')
    .executeTakeFirstOrThrow();
  return unlabelled(Number(count));
}

export async function pausedIssues(store: Store): Promise<Sample[]> {
  const issues = await sendingIssues(store).select(['name', 'paused_because']).execute();
  return issues.map(({ name: issue, paused_because }) => ({
    labels: { issue },
    value: paused_because === null ? 0 : 1,
  }));
}

const BEHIND = ['waiting', 'parked'] as const;

/** What the provider told and nothing has come of yet. */
export async function eventsBehind(store: Store): Promise<Sample[]> {
  const counts = await store
    .selectFrom('provider_events')
    .select(({ fn }) => ['state', fn.countAll<number | bigint>().as('count')])
    .where('state', 'in', BEHIND)
    .groupBy('state')
    .execute();
  return BEHIND.map((state) => ({
    labels: { state },
    value: Number(counts.find((row) => row.state === state)?.count ?? 0),
  }));
}

/** Goes from each job's name to the next: a job of every minute has tens of thousands of runs, of which one is asked for. */
export async function sinceJobsFinished(store: Store, now: Date): Promise<Sample[]> {
  const { rows } = await sql<{ job: string; finished_at: string | null }>`
    with recursive jobs(job) as (
      select min(job) from schedule_runs
      union all
      select (select min(r.job) from schedule_runs r where r.job > jobs.job) from jobs where jobs.job is not null
    )
    select job, (
      select r.finished_at from schedule_runs r
      where r.job = jobs.job and r.finished_at is not null order by r.slot desc limit 1
    ) as finished_at
    from jobs where job is not null`.execute(store);
  return rows.flatMap(({ job, finished_at }) =>
    finished_at === null ? [] : [{ labels: { job }, value: secondsSince(finished_at, now) }],
  );
}
