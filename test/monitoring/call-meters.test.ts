import { afterEach, expect, test } from 'vitest';
import { resendProvider } from '#delivery/resend-provider.ts';
import { openCallMeters } from '#monitoring/call-meters.ts';
import { timedCalls } from '#monitoring/timed-calls.ts';
import { aSendingRig, type Rig } from '../builders/sending-rig.ts';
import type { FakeResendOptions } from '../fakes/fake-resend.ts';
import { type Exposition, readExposition } from './read-exposition.ts';

const HOUR_MS = 3_600_000;

let rig: Rig;
afterEach(() => rig.end());

/** A rig whose sendings are measured; `read` says what was. */
async function measuredRig(readers: number, faults: FakeResendOptions['faults'] & readonly unknown[]) {
  rig = await aSendingRig({ readers, fake: { faults } });
  const meters = openCallMeters();
  const { submitBatch } = resendProvider({ apiKey: 're_test', baseUrl: rig.fake.url });
  return {
    send: () => rig.send({ submitBatch: timedCalls(submitBatch, meters.called), report: meters.hear }),
    read: async () => readExposition(await meters.registry.metrics()),
  };
}

/** What grew, by its label. */
const grown = ({ of }: Exposition, name: string) =>
  Object.fromEntries(Object.entries(of(name)).filter(([, value]) => value > 0));

test('A send without trouble: a call and a settled batch each', async () => {
  const { send, read } = await measuredRig(250, []);
  await send();
  const metrics = await read();
  expect(grown(metrics, 'verdicts_provider_calls_total')).toEqual({ '{status="accepted"}': 3 });
  expect(grown(metrics, 'verdicts_batch_outcomes_total')).toEqual({ '{outcome="settled"}': 3 });
  expect(metrics.of('verdicts_provider_answer_seconds_count')).toEqual({ '{answer="accepted"}': 3 });
});

test('Calls are told apart by what was answered, and how long it took', async () => {
  const { send, read } = await measuredRig(3, [
    'rateLimited',
    { kind: 'serverErrorHtml', status: 503 },
    'lostAfterAccept',
    { kind: 'slow', ms: 300 },
  ]);
  await send();
  const metrics = await read();
  expect(grown(metrics, 'verdicts_provider_calls_total')).toEqual({
    '{status="429",name="rate_limit_exceeded"}': 1,
    '{status="503"}': 1,
    '{status="silence"}': 1,
    '{status="accepted"}': 1,
  });
  expect(grown(metrics, 'verdicts_batch_outcomes_total')).toEqual({
    '{outcome="left-open"}': 3,
    '{outcome="settled"}': 1,
  });
  const { of } = metrics;
  expect(of('verdicts_provider_answer_seconds_count')).toEqual({
    '{answer="error"}': 2,
    '{answer="silence"}': 1,
    '{answer="accepted"}': 1,
  });
  expect(of('verdicts_provider_answer_seconds_bucket')).toMatchObject({
    '{le="0.25",answer="accepted"}': 0,
    '{le="30",answer="accepted"}': 1,
  });
});

test('A quota sets the batch back', async () => {
  const { send, read } = await measuredRig(3, ['dailyQuota']);
  await send();
  const metrics = await read();
  expect(grown(metrics, 'verdicts_provider_calls_total')).toEqual({ '{status="429",name="daily_quota_exceeded"}': 1 });
  expect(grown(metrics, 'verdicts_batch_outcomes_total')).toEqual({ '{outcome="set-back"}': 1 });
});

test('A batch that becomes unknown without a call is counted as well', async () => {
  const { send, read } = await measuredRig(
    3,
    Array.from({ length: 7 }, () => 'lostAfterAccept' as const),
  );
  await send();
  rig.advance(24 * HOUR_MS);
  await send();
  const metrics = await read();
  expect(grown(metrics, 'verdicts_provider_calls_total')).toEqual({ '{status="silence"}': 7 });
  expect(grown(metrics, 'verdicts_batch_outcomes_total')).toEqual({
    '{outcome="left-open"}': 7,
    '{outcome="unknown"}': 1,
  });
});
