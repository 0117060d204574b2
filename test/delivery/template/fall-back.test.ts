import { Resend } from 'resend';
import { describe, expect, test } from 'vitest';
import { frozenMessage } from '#delivery/batch-queries.ts';
import type { SendWeekPorts } from '#delivery/send-week.ts';
import { issueTemplate } from '#delivery/template/issue-template.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { mailSettings, type Rig } from '../../builders/sending-rig.ts';
import { onTemplates } from '../../fakes/fake-resend.ts';
import type { SeenRequest } from '../../fakes/resend/fault-script.ts';
import type { Fault } from '../../fakes/resend/faults.ts';
import { aRig, dies, everybodyOnce, forms, Killed, NAME, notes, tellings, template } from './a-template-rig.ts';

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
    expect(rig.fake.templates[0]?.published?.text).not.toBe('Mine.');
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
});

test('Lost answers about templates are asked for again, until it goes out as a template', async () => {
  const lost: Fault[] = ['lostAfterAccept', 'serverErrorJson', 'rateLimited', 'truncated200', 'resetBeforeAccept'];
  const faults = ({ path }: SeenRequest) => (path.startsWith('/templates') ? lost.shift() : undefined);
  const rig = await aRig({ fake: { faults } });
  expect(await rig.send(template)).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
  expect(forms(rig)).toEqual(Array(3).fill('template'));
  expect(rig.fake.templates).toHaveLength(1);
});
