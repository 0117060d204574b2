import { Resend } from 'resend';
import { describe, expect, test } from 'vitest';
import { frozenMessage } from '#delivery/batch-queries.ts';
import type { Rig } from '../../builders/sending-rig.ts';
import { onTemplates } from '../../fakes/fake-resend.ts';
import { aRig, dyingAt, everybodyOnce, forms, Killed, notes, tellings, template } from './a-template-rig.ts';

const shorter = (headers: Readonly<Record<string, string>>) => ({
  ...headers,
  'List-Unsubscribe': headers['List-Unsubscribe']!.replace(/%20[^>]+>$/, '>'),
  'List-Id': headers['List-Id']!.replace('Weekly AI Tool Verdicts ', ''),
});

describe('An issue in template mode', () => {
  test('gives every reader what it gives them inline, byte for byte but for shorter headers', async () => {
    const [inline, whole] = [await aRig(), await aRig()];
    await inline.send();
    expect(await whole.send(template)).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
    const mails = ({ fake }: Rig) =>
      fake.accepted.map(({ from, to, cc, bcc, replyTo, subject, html, text, headers, tags, key }) => {
        return { from, to, cc, bcc, replyTo, subject, html, text, headers, tags, key };
      });
    expect(mails(whole)).toEqual(mails(inline).map((mail) => ({ ...mail, headers: shorter(mail.headers) })));
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
