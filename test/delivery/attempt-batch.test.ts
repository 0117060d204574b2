import { afterEach, expect, test } from 'vitest';
import { beginAttempt } from '#delivery/attempt-batch.ts';
import { makingOf } from '#delivery/making.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { aSendingRig, type Rig, SECRET, START } from '../builders/sending-rig.ts';

let rig: Rig;
afterEach(() => rig.end());

test('A batch that somebody else has settled meanwhile is not called, and nothing is said to have become of it', async () => {
  rig = await aSendingRig({ readers: 3 });
  await rig.send();
  const making = await makingOf({ store: rig.store, secret: SECRET, apiKeyMark: 'of a test' }, aDraft());
  const seenBefore = { state: 'waiting', issueId: making.issueId, number: 1, round: 1 } as const;
  expect(await beginAttempt(making, seenBefore, START)).toEqual({ kind: 'nothing-to-call' });
});
