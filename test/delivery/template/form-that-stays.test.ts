import { describe, expect, test } from 'vitest';
import type { SendWeekPorts } from '#delivery/send-week.ts';
import { type BatchJob, type BatchJobs, jobWorker } from '#delivery/send-with-others.ts';
import { formOf, recordForm } from '#delivery/template/form-queries.ts';
import type { CallPorts } from '#delivery/work-on-batch.ts';
import { type Rig, SECRET } from '../../builders/sending-rig.ts';
import { aRig, dies, dyingAt, everybodyOnce, forms, Killed, NAME, template } from './a-template-rig.ts';

describe('A sender that dies', () => {
  const steps: [string, (shelf: SendWeekPorts['templates']) => Partial<SendWeekPorts['templates']>][] = [
    ['before it creates the template', () => ({ create: dies })],
    ['after it created the template', () => ({ publish: dies })],
    [
      'after the template was created, before it hears of it',
      (shelf) => ({ create: (made) => shelf.create(made).then(dies) }),
    ],
    [
      'after the template was published, before it hears of it',
      (shelf) => ({ publish: (id) => shelf.publish(id).then(dies) }),
    ],
  ];
  for (const [moment, changed] of steps)
    test(`${moment} leaves one template, and the next sends with it`, async () => {
      const rig = await aRig();
      const shelf = rig.provider.templates;
      await expect(rig.send({ ...template, templates: { ...shelf, ...changed(shelf) } })).rejects.toThrow(Killed);
      expect(rig.fake.accepted).toEqual([]);
      expect(await rig.send(template)).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
      expect(rig.fake.templates).toHaveLength(1);
      expect(forms(rig)).toEqual(Array(3).fill('template'));
      everybodyOnce(rig, 3);
    });

  for (const [begun, later] of [
    ['template', 'inline'],
    ['inline', 'template'],
  ] as const)
    test(`in the middle of an issue that goes out ${begun} is followed by one that sends it so, whatever the setting`, async () => {
      const rig = await aRig({ readers: 350 });
      await expect(rig.send({ delivery: begun, ...dyingAt(rig, 1) })).rejects.toThrow(Killed);
      expect(await rig.send({ delivery: later })).toMatchObject({ kind: 'sent', accounting: { accepted: 350 } });
      expect(new Set(forms(rig))).toEqual(new Set([begun]));
      expect(rig.fake.templates).toHaveLength(begun === 'template' ? 1 : 0);
      everybodyOnce(rig, 350);
    });

  test('before the form was decided leaves the choice to the next', async () => {
    const rig = await aRig();
    const find = dies;
    await expect(rig.send({ ...template, templates: { ...rig.provider.templates, find } })).rejects.toThrow(Killed);
    expect(await rig.send({ delivery: 'inline' })).toMatchObject({ kind: 'sent' });
    expect(forms(rig)).toEqual(Array(3).fill('inline'));
  });

  test('of a version without templates, with batches under way, is followed by inline batches', async () => {
    const rig = await aRig({ readers: 250 });
    await expect(rig.send(dyingAt(rig, 1))).rejects.toThrow(Killed);
    await rig.store.updateTable('frozen_messages').set({ form: null }).execute();
    expect(await rig.send(template)).toMatchObject({ kind: 'sent', accounting: { accepted: 250, unknown: 0 } });
    expect(new Set(forms(rig))).toEqual(new Set(['inline']));
    everybodyOnce(rig, 250);
  });
});

describe('A machine that takes batches from the queue', () => {
  const aMachine = (rig: Rig): CallPorts => ({
    ...rig.provider,
    store: rig.store,
    clock: rig.fake.now,
    secret: SECRET,
    pacer: { place: async () => 0, heard: async () => undefined },
    wait: async () => undefined,
    report: () => undefined,
    stop: new AbortController().signal,
  });

  test('leaves one alone while its form is not decided', async () => {
    const rig = await aRig();
    const find = dies;
    await expect(rig.send({ ...template, templates: { ...rig.provider.templates, find } })).rejects.toThrow(Killed);
    await jobWorker(aMachine(rig))({ issue: NAME, number: 1 });
    expect(rig.fake.sends).toEqual([]);
    await recordForm(rig.store, 1, { kind: 'inline' });
    await jobWorker(aMachine(rig))({ issue: NAME, number: 1 });
    everybodyOnce(rig, 3);
  });

  for (const delivery of ['inline', 'template'] as const)
    test(`finds none there before it is decided: ${delivery}`, async () => {
      const rig = await aRig({ readers: 250 });
      const waiting: BatchJob[] = [];
      const added: (string | undefined)[] = [];
      const add: BatchJobs['add'] = async (store, jobs) => {
        added.push((await formOf(store, 1))?.kind);
        waiting.push(...jobs);
      };
      const wait = async () => {
        for (const job of waiting.splice(0)) await jobWorker(aMachine(rig))(job);
      };
      expect(await rig.send({ delivery, jobs: { add }, wait })).toMatchObject({ kind: 'sent' });
      expect(new Set(added)).toEqual(new Set([delivery]));
      expect(new Set(forms(rig))).toEqual(new Set([delivery]));
      everybodyOnce(rig, 250);
    });
});

test('A form that is decided stays, whoever decides again', async () => {
  const rig = await aRig();
  await rig.send();
  expect(await recordForm(rig.store, 1, { kind: 'template', id: 'another' })).toBe(false);
  expect(await formOf(rig.store, 1)).toEqual({ kind: 'inline' });
});
