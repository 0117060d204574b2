import { describe, expect, test } from 'vitest';
import {
  pauseSending,
  resumeSending,
  type Steered,
  type Steering,
  sendToUnmailed,
  settleUnknown,
  stopSending,
} from '#delivery/steer-sending.ts';
import type { Issue } from '#issue/issue.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { findIssue, insertIssue, issueId } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';
import { byTest } from '../builders/issue-builders.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';
import { everyState } from '../issue/every-state.ts';

const steps: Record<string, (store: Store, steering: Steering) => Promise<Steered>> = {
  pausing: pauseSending,
  resuming: resumeSending,
  stopping: stopSending,
  'mailing the unmailed': sendToUnmailed,
  'counting the unknown as accepted': (store, steering) => settleUnknown(store, steering, 'they got it'),
  'sending to the unknown again': (store, steering) => settleUnknown(store, steering, 'send again'),
};

const ofUnknown = ['counting the unknown as accepted', 'sending to the unknown again'];
const fitting: Record<string, readonly string[]> = {
  sending: ['pausing', 'stopping', ...ofUnknown],
  'sending, but paused': ['resuming', 'stopping', ...ofUnknown],
  sent: ['mailing the unmailed', ...ofUnknown],
};

/** A reader whom the provider refused, one of unknown fate, and one who waits: reasons for every step there is. */
async function inStore(issue: Issue): Promise<Store> {
  const store = await aStore();
  await addReaders(store, 3);
  await insertIssue(store, issue, byTest);
  const issue_id = await issueId(store, issue.name);
  const outcomes = ['rejected', 'unknown', null] as const;
  const states = ['settled', 'unknown', 'waiting'] as const;
  for (const [index, outcome] of outcomes.entries()) {
    const number = index + 1;
    await store
      .insertInto('batches')
      .values({ issue_id, number, state: states[index] ?? 'settled' })
      .execute();
    const delivery = { issue_id, subscriber_id: number, batch_number: number, outcome };
    await store.insertInto('deliveries').values(delivery).execute();
  }
  return store;
}

for (const [state, issue] of Object.entries(everyState)) {
  describe(`of an issue that is ${state}`, () => {
    for (const [step, take] of Object.entries(steps)) {
      const fits = fitting[state]?.includes(step) ?? false;
      test(`${step} is ${fits ? 'done, in the editor’s name' : 'refused and changes nothing'}`, async () => {
        const store = await inStore(issue);
        const before = await findIssue(store, issue.name);
        const steering = { name: issue.name, who: 'ann@example.org', at: new Date('2026-11-17T09:30:00.000Z') };
        expect((await take(store, steering)).kind).toBe(fits ? 'done' : 'not-now');
        const who = (await historyOf(store, issue.name)).map((change) => change.who);
        expect(who).toEqual(fits ? ['ann@example.org', byTest.who] : [byTest.who]);
        if (!fits) expect(await findIssue(store, issue.name)).toEqual(before);
        await store.destroy();
      });
    }
  });
}

test('an issue that does not exist cannot be steered', async () => {
  const store = await aStore();
  const steering = { name: everyState.draft!.name, who: 'ann@example.org', at: new Date() };
  for (const take of Object.values(steps)) expect(await take(store, steering)).toEqual({ kind: 'not-now' });
  await store.destroy();
});
