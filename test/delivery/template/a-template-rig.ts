import { expect, onTestFinished } from 'vitest';
import type { SendWeekPorts } from '#delivery/send-week.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { aSendingRig, type Rig } from '../../builders/sending-rig.ts';
import type { FakeResendOptions } from '../../fakes/fake-resend.ts';

export const NAME = aDraft().name;
export const template = { delivery: 'template' } as const;

/** A rig of the test, which ends with it. */
export async function aRig(options: { readers?: number; fake?: FakeResendOptions } = {}): Promise<Rig> {
  const rig = await aSendingRig({ readers: 3, ...options });
  onTestFinished(() => rig.end());
  return rig;
}

export const notes = ({ events }: Rig) => events.flatMap((event) => (event.kind === 'note' ? [event.words] : []));
export const forms = ({ fake }: Rig) =>
  fake.accepted.map(({ template: used }) => (used === null ? 'inline' : 'template'));
export const everybodyOnce = (rig: Rig, readers: number) => {
  expect([...rig.mailsByAddress().values()]).toEqual(Array(readers).fill(1));
};
export const tellings = async ({ store }: Rig) =>
  (await historyOf(store, NAME)).flatMap(({ act, note }) => (act.includes('template') ? [{ act, note }] : []));

/** Stands in for a process that dies at a call. */
export class Killed extends Error {}
export const dies = async (): Promise<never> => {
  throw new Killed();
};

/** The ports of a sender that dies once it has called for so many batches. */
export function dyingAt(rig: Rig, calls: number): Partial<SendWeekPorts> {
  const { submitBatch } = rig.provider;
  let made = 0;
  return { submitBatch: async (body, key) => (made++ < calls ? submitBatch(body, key) : dies()) };
}
