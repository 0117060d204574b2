import { afterEach, describe, expect, test } from 'vitest';
import { audienceOf } from '#delivery/audience-queries.ts';
import { ordersOfAudience } from '#delivery/interest-order-queries.ts';
import type { DigestContent } from '#issue/issue-content.ts';
import { aSpecial } from '../builders/beside-builders.ts';
import { anIssueOfInterests, choose, orderIn } from '../builders/interest-builders.ts';
import { aSendingRig, type Rig } from '../builders/sending-rig.ts';
import { dies, dyingAt, Killed } from './template/a-template-rig.ts';

const OWN = '0-1-2';
const VOICE_FIRST = '2-0-1';
const AGENTS_FIRST = '1-0-2';

let rig: Rig;
afterEach(() => rig.end());

/** Readers 1, 2 ... with what each has chosen. */
async function aRigOf(...choices: readonly (readonly string[] | null)[]): Promise<Rig> {
  const made = await aSendingRig({ readers: choices.length, issue: await anIssueOfInterests() });
  for (const [index, categories] of choices.entries()) await choose(made.store, index + 1, categories);
  return made;
}

const partsOf = (part: 'html' | 'text') => rig.fake.accepted.map((mail) => orderIn(mail[part] ?? ''));
const frozen = () => rig.store.selectFrom('frozen_orders').select('interest_order').orderBy('interest_order').execute();

describe('Readers who chose categories', () => {
  test('get the same mail with those pairings first, in HTML and in text; all others get the issue’s own order', async () => {
    rig = await aRigOf(null, ['Voice'], ['Agents'], ['Search'], ['Voice', 'Search', 'Agents'], ['No such']);
    expect(await rig.send()).toMatchObject({ kind: 'sent', accounting: { accepted: 6 } });
    for (const part of ['html', 'text'] as const)
      expect(partsOf(part)).toEqual([OWN, VOICE_FIRST, AGENTS_FIRST, OWN, OWN, OWN]);
    const { accepted } = rig.fake;
    expect(new Set(accepted.map(({ subject, from }) => `${from}: ${subject}`)).size).toBe(1);
  });

  test('share a render with everybody who reads in the same order', async () => {
    rig = await aRigOf(['Voice'], ['Voice', 'No such'], ['No such', 'Voice'], ['Agents'], null);
    await rig.send();
    expect(await frozen()).toEqual([{ interest_order: AGENTS_FIRST }, { interest_order: VOICE_FIRST }]);
  });

  test('and whose choice cannot be read get the issue’s own order', async () => {
    rig = await aRigOf(null, ['Voice']);
    await rig.store.updateTable('subscribers').set({ categories: '{"Voice' }).where('id', '=', 1).execute();
    await rig.send();
    expect(partsOf('html')).toEqual([OWN, VOICE_FIRST]);
  });
});

test('A choice that is made after the freeze counts where others have that order, and else is kept for the next issue', async () => {
  rig = await aRigOf(null, null, ['Voice'], ['Voice']);
  const place = async () => {
    const { state } = await rig.store.selectFrom('issues').select('state').executeTakeFirstOrThrow();
    return state === 'sending' ? dies() : 0;
  };
  await expect(rig.send({ pacer: { place, heard: async () => undefined } })).rejects.toThrow(Killed);
  await choose(rig.store, 1, ['Voice']);
  await choose(rig.store, 2, ['Agents']);
  await choose(rig.store, 3, null);
  await rig.send();
  expect(partsOf('html')).toEqual([VOICE_FIRST, OWN, OWN, VOICE_FIRST]);
});

test('A repetition carries the same bytes, whatever its readers have chosen since', async () => {
  rig = await aRigOf(null, ['Voice'], ['Agents']);
  const { submitBatch } = rig.provider;
  const seen: Buffer[] = [];
  const lost: typeof submitBatch = async (body) => {
    seen.push(Buffer.from(body));
    return dies();
  };
  await expect(rig.send({ submitBatch: lost })).rejects.toThrow(Killed);
  await choose(rig.store, 1, ['Agents']);
  await choose(rig.store, 2, null);
  const again: typeof submitBatch = async (body, key) => {
    seen.push(Buffer.from(body));
    return submitBatch(body, key);
  };
  expect(await rig.send({ submitBatch: again })).toMatchObject({
    kind: 'sent',
    accounting: { accepted: 3, unknown: 0 },
  });
  expect(seen).toHaveLength(2);
  expect(seen[1]?.equals(seen[0] as Buffer)).toBe(true);
  expect(partsOf('html')).toEqual([OWN, VOICE_FIRST, AGENTS_FIRST]);
});

test('A batch keeps the order of those who have one of their own, and nothing of it for the others', async () => {
  rig = await aRigOf(null, ['Voice']);
  await expect(rig.send(dyingAt(rig, 0))).rejects.toThrow(Killed);
  const { recipients } = await rig.store.selectFrom('frozen_attempts').select('recipients').executeTakeFirstOrThrow();
  expect((JSON.parse(recipients) as unknown[][]).map((row) => row.slice(3))).toEqual([[], [VOICE_FIRST]]);
});

describe('The orders of an audience', () => {
  const contentOf = async () => (await anIssueOfInterests()).content as DigestContent;
  const today = '2026-11-17';

  test('are counted over those it goes to alone', async () => {
    rig = await aRigOf(['Voice'], ['Voice'], ['Voice'], ['Agents'], null);
    await rig.store.updateTable('subscribers').set({ status: 'unsubscribed' }).where('id', '=', 4).execute();
    await rig.store.updateTable('subscribers').set({ paused_until: '2026-12-01' }).where('id', '=', 1).execute();
    expect(await audienceOf(rig.store, await contentOf(), today)).toBe(3);
    expect(await ordersOfAudience(rig.store, await contentOf(), today)).toEqual([{ order: VOICE_FIRST, readers: 2 }]);
  });

  test('are none for what is mailed beside a week’s issue', async () => {
    rig = await aRigOf(['Voice']);
    expect(await ordersOfAudience(rig.store, aSpecial(), today)).toEqual([]);
  });
});
