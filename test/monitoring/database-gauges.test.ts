import { describe, expect, onTestFinished, test } from 'vitest';
import { keepEvents } from '#delivery/provider-events/inbox-queries.ts';
import { receiveEvent } from '#delivery/provider-events/receive-event.ts';
import { pauseSending, resumeSending, settleUnknown, stopSending } from '#delivery/steer-sending.ts';
import { openCallMeters } from '#monitoring/call-meters.ts';
import { metricsText } from '#monitoring/metrics-text.ts';
import { finishRun, recordRun } from '#schedule/schedule-run-queries.ts';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Store } from '#store/open-store.ts';
import { aContent, week } from '../builders/issue-builders.ts';
import { aMailedIssue, BEGAN } from '../builders/mailed-issue-builder.ts';
import { aStore } from '../builders/store-builders.ts';
import { readExposition } from './read-exposition.ts';

type BatchState = DatabaseSchema['batches']['state'];

const after = (seconds: number) => new Date(BEGAN.getTime() + seconds * 1000);

async function aDatabaseOfOurs(): Promise<Store> {
  const store = await aStore();
  onTestFinished(() => store.destroy());
  return store;
}

/** An issue, frozen when the tests begin, with a batch in each of these states and one reader in each. */
async function anIssue(store: Store, states: readonly BatchState[], name = '2026-W47', state?: 'sent') {
  const fates = states.map((batch) => ({ outcome: batch === 'unknown' ? ('unknown' as const) : null }));
  const content = aContent({ week: week(name) });
  const id = await aMailedIssue(store, { name: week(name), content, fates, state: state ?? 'sending' });
  await store.deleteFrom('batches').where('issue_id', '=', id).execute();
  for (const [index, batch] of states.entries()) {
    await store
      .insertInto('batches')
      .values({ issue_id: id, number: index + 1, state: batch })
      .execute();
    await store
      .updateTable('deliveries')
      .set({ batch_number: index + 1 })
      .where('issue_id', '=', id)
      .where('subscriber_id', '=', index + 1)
      .execute();
  }
}

const scrape = async (store: Store, now = BEGAN) =>
  readExposition(await metricsText(openCallMeters().registry, store, now));

const ann = (seconds: number) => ({ name: week('2026-W47'), who: 'ann@example.org', at: after(seconds) });

describe('Batches of the issues that are being sent', () => {
  test('are counted by state, also the states that nobody is in', async () => {
    const store = await aDatabaseOfOurs();
    await anIssue(store, ['settled', 'settled', 'attempted', 'waiting', 'waiting', 'waiting']);
    await anIssue(store, ['unknown'], '2026-W48');
    const { of } = await scrape(store);
    expect(of('verdicts_batches')).toEqual({
      '{issue="2026-W47",state="waiting"}': 3,
      '{issue="2026-W47",state="attempted"}': 1,
      '{issue="2026-W47",state="settled"}': 2,
      '{issue="2026-W47",state="unknown"}': 0,
      '{issue="2026-W47",state="stopped"}': 0,
      '{issue="2026-W48",state="waiting"}': 0,
      '{issue="2026-W48",state="attempted"}': 0,
      '{issue="2026-W48",state="settled"}': 0,
      '{issue="2026-W48",state="unknown"}': 1,
      '{issue="2026-W48",state="stopped"}': 0,
    });
    expect(of('verdicts_open_batches')).toEqual({ '': 4 });
  });

  test('of an issue that is sent are nobody’s business any more, unless nobody can tell about them', async () => {
    const store = await aDatabaseOfOurs();
    await anIssue(store, ['settled', 'stopped', 'unknown'], '2026-W47', 'sent');
    const { of } = await scrape(store, after(3600));
    expect(of('verdicts_batches')).toEqual({});
    expect(of('verdicts_open_batches')).toEqual({ '': 0 });
    expect(of('verdicts_oldest_open_batch_age_seconds')).toEqual({ '': 0 });
    expect(of('verdicts_unknown_batches')).toEqual({ '': 1 });
  });

  test('that nobody could tell about are forgotten once an editor has settled them', async () => {
    const store = await aDatabaseOfOurs();
    await anIssue(store, ['settled', 'unknown'], '2026-W47', 'sent');
    await settleUnknown(store, ann(60), 'they got it');
    expect((await scrape(store)).of('verdicts_unknown_batches')).toEqual({ '': 0 });
  });
});

describe('The oldest open batch', () => {
  const ageAt = async (store: Store, seconds: number) =>
    (await scrape(store, after(seconds))).of('verdicts_oldest_open_batch_age_seconds')[''];

  test('is as old as its freeze, whether it was attempted or not', async () => {
    const store = await aDatabaseOfOurs();
    await anIssue(store, ['settled', 'attempted']);
    expect(await ageAt(store, 90)).toBe(90);
  });

  test('does not age while its issue is paused, and is young again when it goes on', async () => {
    const store = await aDatabaseOfOurs();
    await anIssue(store, ['waiting']);
    await pauseSending(store, ann(100));
    expect(await ageAt(store, 5000)).toBe(0);
    await resumeSending(store, ann(6000));
    expect(await ageAt(store, 6030)).toBe(30);
  });

  test('is the oldest of all issues', async () => {
    const store = await aDatabaseOfOurs();
    await anIssue(store, ['waiting']);
    await anIssue(store, ['waiting'], '2026-W48');
    await pauseSending(store, ann(100));
    await resumeSending(store, ann(200));
    expect(await ageAt(store, 300)).toBe(300);
  });

  test('is none when everything left or was stopped', async () => {
    const store = await aDatabaseOfOurs();
    await anIssue(store, ['settled', 'waiting']);
    await stopSending(store, ann(10));
    expect(await ageAt(store, 500)).toBe(0);
  });

  test('is never younger than nothing, when another machine’s clock is ahead', async () => {
    const store = await aDatabaseOfOurs();
    await anIssue(store, ['waiting']);
    expect(await ageAt(store, -30)).toBe(0);
  });
});

test('An issue that is being sent shows whether it stands still', async () => {
  const store = await aDatabaseOfOurs();
  await anIssue(store, ['waiting']);
  await anIssue(store, ['waiting'], '2026-W48');
  await pauseSending(store, ann(1));
  expect((await scrape(store)).of('verdicts_issue_paused')).toEqual({
    '{issue="2026-W47"}': 1,
    '{issue="2026-W48"}': 0,
  });
});

test('Events that nothing has come of are behind: those never worked on, and those whose mail is not known', async () => {
  const store = await aDatabaseOfOurs();
  const body = JSON.stringify({
    type: 'email.delivered',
    created_at: BEGAN.toISOString(),
    data: { email_id: 'of-no-mail-of-ours', to: ['somebody@resend.dev'], tags: { delivery: '1-1' } },
  });
  const kept = [
    { svixId: 'kept-1', type: 'email.delivered', emailId: 'x', body },
    { svixId: 'kept-2', type: 'email.delivered', emailId: 'y', body },
  ];
  await keepEvents(store, kept, BEGAN);
  expect(await receiveEvent(store, 'early', body, BEGAN)).toBe('parked');
  expect((await scrape(store)).of('verdicts_provider_events_behind')).toEqual({
    '{state="waiting"}': 2,
    '{state="parked"}': 1,
  });
});

test('Each job of the schedule shows how long ago it last finished; a run that goes on or died does not count', async () => {
  const store = await aDatabaseOfOurs();
  for (const seconds of [0, 60]) {
    await recordRun(store, 'tell-editors', after(seconds), after(seconds));
    await finishRun(store, 'tell-editors', after(seconds), 'nothing to do', after(seconds + 5));
  }
  await recordRun(store, 'tell-editors', after(120), after(120));
  await recordRun(store, 'weekly-issue', after(0), after(0));
  await finishRun(store, 'weekly-issue', after(0), 'sent', after(30));
  await recordRun(store, 'compose-draft', after(0), after(0));
  // On a machine whose clock is ahead.
  await recordRun(store, 'forget-sign-ins', after(0), after(0));
  await finishRun(store, 'forget-sign-ins', after(0), '1 over', after(201));
  expect((await scrape(store, after(200))).of('verdicts_job_last_finished_age_seconds')).toEqual({
    '{job="forget-sign-ins"}': 0,
    '{job="tell-editors"}': 135,
    '{job="weekly-issue"}': 170,
  });
});

test('On the first day, with an empty database, everything that can be said is said', async () => {
  const { of, families } = await scrape(await aDatabaseOfOurs());
  expect(of('verdicts_database_up')).toEqual({ '': 1 });
  expect(of('verdicts_open_batches')).toEqual({ '': 0 });
  expect(of('verdicts_job_last_finished_age_seconds')).toEqual({});
  expect([...families.keys()]).toContain('verdicts_job_last_finished_age_seconds');
});
