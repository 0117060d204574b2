import { Resend } from 'resend';
import { afterEach, describe, expect, test } from 'vitest';
import { frozenMessage } from '#delivery/batch-queries.ts';
import type { SendWeekPorts } from '#delivery/send-week.ts';
import { workOnJob } from '#delivery/send-with-others.ts';
import { formOf, recordForm } from '#delivery/template/form-queries.ts';
import { issueTemplate } from '#delivery/template/issue-template.ts';
import type { CallPorts } from '#delivery/work-on-batch.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { aSendingRig, mailSettings, type Rig, SECRET } from '../../builders/sending-rig.ts';
import { type FakeResendOptions, onTemplates } from '../../fakes/fake-resend.ts';
import type { SeenRequest } from '../../fakes/resend/fault-script.ts';
import type { Fault } from '../../fakes/resend/faults.ts';

const NAME = aDraft().name;
const template = { delivery: 'template' } as const;

const rigs: Rig[] = [];
afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.end()));
});

async function aRig(options: { readers?: number; fake?: FakeResendOptions } = {}): Promise<Rig> {
  const rig = await aSendingRig({ readers: 3, ...options });
  rigs.push(rig);
  return rig;
}

const notes = ({ events }: Rig) => events.flatMap((event) => (event.kind === 'note' ? [event.words] : []));
const forms = ({ fake }: Rig) => fake.accepted.map(({ template: used }) => (used === null ? 'inline' : 'template'));
const everybodyOnce = (rig: Rig, readers: number) => {
  expect([...rig.mailsByAddress().values()]).toEqual(Array(readers).fill(1));
};
const tellings = async ({ store }: Rig) =>
  (await historyOf(store, NAME)).flatMap(({ act, note }) => (act.includes('template') ? [{ act, note }] : []));

/** Stands in for a process that dies at a call. */
class Killed extends Error {}
const dies = async (): Promise<never> => {
  throw new Killed();
};

/** The ports of a sender that dies when it has published its template, or has called for so many batches. */
function dyingAt(rig: Rig, calls: number): Partial<SendWeekPorts> {
  const { submitBatch } = rig.provider;
  let made = 0;
  return { submitBatch: async (body, key) => (made++ < calls ? submitBatch(body, key) : dies()) };
}

describe('An issue in template mode', () => {
  test('gives every reader what it gives them inline, byte for byte', async () => {
    const [inline, whole] = [await aRig(), await aRig()];
    await inline.send();
    expect(await whole.send(template)).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
    const mails = ({ fake }: Rig) =>
      fake.accepted.map(({ from, to, cc, bcc, replyTo, subject, html, text, headers, tags, key }) => {
        return { from, to, cc, bcc, replyTo, subject, html, text, headers, tags, key };
      });
    expect(mails(whole)).toEqual(mails(inline));
    expect(forms(inline)).toEqual(Array(3).fill('inline'));
    expect(forms(whole)).toEqual(Array(3).fill('template'));
    expect(notes(whole)).toEqual([]);
  });

  test('publishes its template once, before its first batch, and tells of it', async () => {
    const rig = await aRig({ readers: 250 });
    await rig.send(template);
    const [made] = rig.fake.templates;
    expect(rig.fake.templates).toHaveLength(1);
    const { alias, id } = made!;
    expect(rig.fake.requests.filter(({ path }) => path !== '/emails').map(({ path }) => path)).toEqual([
      `/templates/${alias}`,
      '/templates',
      `/templates/${id}/publish`,
      `/templates/${id}`,
      ...Array(3).fill('/emails/batch'),
    ]);
    expect(await tellings(rig)).toEqual([{ act: 'published the template of', note: `template ${id}` }]);
  });

  test('asks for templates at the account’s pace', async () => {
    const rig = await aRig();
    let places = 0;
    const place = async () => {
      places += 1;
      return 0;
    };
    await rig.send({ ...template, pacer: { place, heard: async () => undefined } });
    expect(places).toBe(rig.fake.requests.length);
  });
});

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

describe('Every mail carries its whole text, and somebody is told why, when', () => {
  const fallsBack = async (rig: Rig, because: RegExp, changes: Partial<SendWeekPorts> = {}) => {
    expect(await rig.send({ ...template, ...changes })).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
    expect(forms(rig)).toEqual(Array(3).fill('inline'));
    expect(notes(rig)).toContainEqual(expect.stringMatching(because));
    expect(await tellings(rig)).toEqual([{ act: 'published no template of', note: expect.stringMatching(because) }]);
    everybodyOnce(rig, 3);
  };

  test('the account refuses templates', async () => {
    const rig = await aRig({ fake: { faults: onTemplates('templatesRefused') } });
    await fallsBack(rig, /403 invalid_access: Templates are not available/);
  });

  test('the API key may only send', async () => {
    await fallsBack(await aRig({ fake: { keyMaySendOnly: true } }), /the API key may send and nothing else/);
  });

  test('the template reads back otherwise than it was written', async () => {
    const rig = await aRig();
    const shelf = rig.provider.templates;
    const create: typeof shelf.create = (made) => shelf.create({ ...made, html: made.html.replace('</', ' </') });
    await fallsBack(rig, /it reads back with another html/, { templates: { ...shelf, create } });
  });

  test('somebody has edited the template', async () => {
    const rig = await aRig();
    const { message } = await renderWithHash(aDraft().content, mailSettings);
    const made = issueTemplate(message, NAME);
    if (made.kind !== 'template') throw new Error(made.because);
    await rig.provider.templates.create(made.template);
    await rig.provider.templates.publish(made.template.alias);
    const resend = new Resend('re_test', { baseUrl: rig.fake.url });
    await resend.templates.update(made.template.alias, { text: 'Mine.' });
    await fallsBack(rig, /it reads back with another text/);
  });

  test('the words of the issue have what begins a variable', async () => {
    const rig = await aRig();
    await expect(rig.send({ ...template, templates: { ...rig.provider.templates, find: dies } })).rejects.toThrow(
      Killed,
    );
    const message = await frozenMessage(rig.store, 1);
    await rig.store
      .updateTable('frozen_messages')
      .set({ message: JSON.stringify({ ...message, text: `${message.text}{{` }) })
      .execute();
    await fallsBack(rig, /its own words have \{\{/);
    expect(rig.fake.requests.filter(({ path }) => path.startsWith('/templates'))).toEqual([]);
  });

  test('the answers about templates are lost for a while, they are asked for again instead', async () => {
    const lost: Fault[] = ['lostAfterAccept', 'serverErrorJson', 'rateLimited', 'truncated200', 'resetBeforeAccept'];
    const faults = ({ path }: SeenRequest) => (path.startsWith('/templates') ? lost.shift() : undefined);
    const rig = await aRig({ fake: { faults } });
    expect(await rig.send(template)).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
    expect(forms(rig)).toEqual(Array(3).fill('template'));
    expect(rig.fake.templates).toHaveLength(1);
  });
});

test('Without any answer about the template nothing is sent, and a later run publishes it', async () => {
  const rig = await aRig({ fake: { faults: onTemplates('lostAfterAccept') } });
  expect(await rig.send(template)).toMatchObject({
    kind: 'stopped',
    result: { kind: 'interrupted', because: expect.stringContaining('the template of the issue: no answer') },
  });
  expect(rig.fake.sends).toEqual([]);
  rig.fake.script([]);
  expect(await rig.send(template)).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
  expect(forms(rig)).toEqual(Array(3).fill('template'));
});

test('A machine that takes a batch from the queue leaves it alone while its form is not decided', async () => {
  const rig = await aRig();
  const find = dies;
  await expect(rig.send({ ...template, templates: { ...rig.provider.templates, find } })).rejects.toThrow(Killed);
  const machine: CallPorts = {
    ...rig.provider,
    store: rig.store,
    clock: rig.fake.now,
    secret: SECRET,
    pacer: { place: async () => 0, heard: async () => undefined },
    wait: async () => undefined,
    report: () => undefined,
    stop: new AbortController().signal,
  };
  await workOnJob(machine, { issue: NAME, number: 1 });
  expect(rig.fake.sends).toEqual([]);
  await recordForm(rig.store, 1, { kind: 'inline' });
  await workOnJob(machine, { issue: NAME, number: 1 });
  everybodyOnce(rig, 3);
});

test('A form that is decided stays, whoever decides again', async () => {
  const rig = await aRig();
  await rig.send();
  expect(await recordForm(rig.store, 1, { kind: 'template', id: 'another' })).toBe(false);
  expect(await formOf(rig.store, 1)).toEqual({ kind: 'inline' });
});

describe('A template that is changed while its issue is on its way', () => {
  const begun = async () => {
    const rig = await aRig({ readers: 350 });
    await expect(rig.send({ ...template, ...dyingAt(rig, 1) })).rejects.toThrow(Killed);
    const resend = new Resend('re_test', { baseUrl: rig.fake.url });
    return { rig, resend, id: rig.fake.templates[0]?.id ?? '' };
  };

  test('stops it, before other words go out', async () => {
    const { rig, resend, id } = await begun();
    const before = rig.fake.accepted.length;
    await resend.templates.update(id, { subject: 'Mine' });
    expect(await rig.send(template)).toMatchObject({ kind: 'stopped', result: { kind: 'paused' } });
    expect(rig.fake.accepted).toHaveLength(before);
    await resend.templates.update(id, { subject: (await frozenMessage(rig.store, 1)).subject });
    await resend.templates.publish(id);
    expect(await rig.send(template)).toMatchObject({ kind: 'sent', accounting: { accepted: 350 } });
    everybodyOnce(rig, 350);
  });

  test('or is gone, pauses it instead of counting its readers as refused', async () => {
    const { rig, resend, id } = await begun();
    await resend.templates.remove(id);
    expect(await rig.send(template)).toMatchObject({
      kind: 'stopped',
      result: { kind: 'paused', because: expect.stringContaining('no such template') },
      accounting: { rejected: 0 },
    });
  });

  test('and is gone when a batch is called for, pauses it, too', async () => {
    const rig = await aRig({ readers: 350 });
    const resend = new Resend('re_test', { baseUrl: rig.fake.url });
    const { submitBatch } = rig.provider;
    const gone: typeof submitBatch = async (body, key) => {
      await resend.templates.remove(rig.fake.templates[0]?.id ?? '');
      return submitBatch(body, key);
    };
    expect(await rig.send({ ...template, submitBatch: gone })).toMatchObject({
      kind: 'stopped',
      result: { kind: 'paused', because: expect.stringContaining('template') },
      accounting: { rejected: 0, accepted: 0, waiting: 350 },
    });
  });
});
