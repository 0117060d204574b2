import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bodyOf } from '#delivery/batch-body.ts';
import { resendProvider } from '#delivery/resend-provider.ts';
import { aSendingRig, type Rig } from '../builders/sending-rig.ts';

let rig: Rig;
let program: AbortController;
beforeEach(() => {
  program = new AbortController();
});
afterEach(() => rig.end());

const provider = () => resendProvider({ apiKey: 're_test', baseUrl: rig.fake.url, giveUp: program.signal });

test('A call that is given up is a silence at once: nobody can tell what became of it', async () => {
  rig = await aSendingRig({ readers: 0, fake: { faults: ['hang'] } });
  const calling = provider().submitBatch(bodyOf([]), 'some-key');
  await vi.waitFor(() => expect(rig.fake.sends).toHaveLength(1));
  const givenUpAt = performance.now();
  program.abort();
  expect(await calling).toMatchObject({ kind: 'silence' });
  expect(performance.now() - givenUpAt).toBeLessThan(2000);
});

test('A batch whose call is given up stays written down as attempted, and the next run repeats it under its key', async () => {
  rig = await aSendingRig({ readers: 3, fake: { faults: ['hang'] } });
  const stopping = new AbortController();
  const sending = rig.send({ submitBatch: provider().submitBatch, stop: stopping.signal });
  await vi.waitFor(() => expect(rig.fake.sends).toHaveLength(1));
  stopping.abort();
  program.abort();
  expect(await sending).toMatchObject({ kind: 'stopped', result: { kind: 'stopped-by-signal' } });
  expect(await rig.store.selectFrom('batches').select(['state', 'unanswered', 'round']).execute()).toEqual([
    { state: 'attempted', unanswered: 1, round: 1 },
  ]);
  expect(await rig.store.selectFrom('leases').selectAll().execute()).toEqual([]);
  expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
  expect([...rig.mailsByAddress().values()]).toEqual([1, 1, 1]);
  const [first, second] = rig.fake.sends;
  expect(second).toMatchObject({ key: first?.key, bodySha256: first?.bodySha256, replayed: true });
});
