import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pacerOfOneProcess } from '#delivery/pacer.ts';
import { resendProvider } from '#delivery/resend-provider.ts';
import { type BatchJob, type BatchJobs, jobWorker } from '#delivery/send-with-others.ts';
import type { CallPorts } from '#delivery/work-on-batch.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { takeLease } from '#store/lease-queries.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { aSendingRig, type Rig, SECRET } from '../../builders/sending-rig.ts';

const NAME = aDraft().name;
const HOUR_MS = 3_600_000;
const READERS = 300;

let rig: Rig;
let machine: CallPorts;
afterEach(() => rig.end());

/** An issue of three batches that stood still for a day: the first had left, then the quota was used up. */
beforeEach(async () => {
  rig = await aSendingRig({
    readers: READERS,
    fake: { faults: ({ sends, key }) => (!sends || key?.endsWith('batch/1') ? undefined : 'dailyQuota') },
  });
  await rig.send();
  rig.fake.script([]);
  rig.advance(30 * HOUR_MS);
  machine = {
    store: rig.store,
    clock: rig.fake.now,
    secret: SECRET,
    apiKeyMark: 'of a test',
    submitBatch: resendProvider({ apiKey: 're_test', baseUrl: rig.fake.url }).submitBatch,
    pacer: pacerOfOneProcess(() => performance.now()),
    wait: () => nextTurn(),
    report: () => undefined,
    stop: new AbortController().signal,
  };
});

/** A queue whose jobs another machine takes whenever this one waits. */
function aQueue() {
  const waiting: BatchJob[] = [];
  const jobs: BatchJobs = { add: async (_, added) => void waiting.push(...added) };
  const wait = async () => {
    for (const job of waiting.splice(0)) await jobWorker(machine)(job);
  };
  return { jobs, wait };
}

test('a machine that takes a batch from the queue leaves it alone while nobody has looked at the provider’s list', async () => {
  const resumed = { paused_because: null };
  await rig.store.updateTable('issues').set(resumed).execute();
  const sends = rig.fake.sends.length;
  for (const number of [2, 3]) await jobWorker(machine)({ issue: NAME, number });
  expect(rig.fake.sends).toHaveLength(sends);
});

test('one machine looks, and then all of them send what is left', async () => {
  expect(await rig.send(aQueue())).toMatchObject({ kind: 'sent', accounting: { accepted: READERS } });
  expect([...rig.mailsByAddress().values()]).toEqual(Array(READERS).fill(1));
  expect(await historyOf(rig.store, NAME)).toContainEqual(
    expect.objectContaining({
      who: 'the sender',
      act: 'looked on the provider’s list for',
      note: 'the provider’s list: it has 0 mails that were not known here',
    }),
  );
});

test('a sending that is followed while nothing moves for an hour is looked at, and goes on', async () => {
  const { jobs, wait } = aQueue();
  let waits = 0;
  const standsStillOnce = async () => {
    waits += 1;
    if (waits > 50) throw new Error('it is followed for ever');
    if (waits > 1) return wait();
    rig.advance(2 * HOUR_MS);
  };
  expect(await rig.send({ jobs, wait: standsStillOnce })).toMatchObject({
    kind: 'sent',
    accounting: { accepted: READERS },
  });
  expect([...rig.mailsByAddress().values()]).toEqual(Array(READERS).fill(1));
  const looks = (await historyOf(rig.store, NAME)).filter(({ act }) => act === 'looked on the provider’s list for');
  expect(looks).toHaveLength(2);
});

test('while another machine looks, nothing leaves; it is left to that one', async () => {
  const other = { host: 'other-host', pid: 1, id: 'other' };
  await takeLease(rig.store, `provider's list for ${NAME}`, other, rig.fake.now(), 120_000);
  const sends = rig.fake.sends.length;
  expect(await rig.send(aQueue())).toMatchObject({ kind: 'stopped', result: { kind: 'lease-lost' } });
  expect(rig.fake.sends).toHaveLength(sends);
});
