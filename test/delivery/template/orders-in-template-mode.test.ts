import { Resend } from 'resend';
import { expect, onTestFinished, test } from 'vitest';
import { anIssueOfInterests, choose, orderIn } from '../../builders/interest-builders.ts';
import { aSendingRig, type Rig } from '../../builders/sending-rig.ts';
import { dyingAt, everybodyOnce, forms, Killed, notes, tellings, template } from './a-template-rig.ts';

/** Every third reader is interested in voice, every third in agents. */
async function aRigOf(readers: number): Promise<Rig> {
  const rig = await aSendingRig({ readers, issue: await anIssueOfInterests() });
  onTestFinished(() => rig.end());
  for (let id = 1; id <= readers; id += 1)
    if (id % 3 > 0) await choose(rig.store, id, [id % 3 === 1 ? 'Voice' : 'Agents']);
  return rig;
}

test('Readers who chose categories get in template mode what they get inline, byte for byte but for shorter headers', async () => {
  const [inline, whole] = [await aRigOf(6), await aRigOf(6)];
  await inline.send();
  expect(await whole.send(template)).toMatchObject({ kind: 'sent', accounting: { accepted: 6 } });
  const mails = ({ fake }: Rig) =>
    fake.accepted.map(({ from, to, subject, html, text, tags, key }) => {
      return { from, to, subject, html, text, tags, key };
    });
  expect(mails(whole)).toEqual(mails(inline));
  expect(mails(whole).map(({ html }) => orderIn(html ?? ''))).toEqual(
    [...Array(2)].flatMap(() => ['2-0-1', '1-0-2', '0-1-2']),
  );
  expect(forms(whole)).toEqual(Array(6).fill('template'));
  expect(notes(whole)).toEqual([]);
});

test('There is one template for each order, published before the first batch and told of', async () => {
  const rig = await aRigOf(250);
  await rig.send(template);
  const [own, ...others] = rig.fake.templates.map(({ id }) => id);
  expect(others).toHaveLength(2);
  expect(await tellings(rig)).toEqual([
    { act: 'published the template of', note: `template ${own}, and ${others.join(', ')} for orders of interest` },
  ]);
  const paths = rig.fake.requests.map(({ path }) => path);
  expect(paths.indexOf('/emails/batch')).toBeGreaterThan(paths.findLastIndex((path) => path.startsWith('/templates')));
});

test('Where the template of one order is refused, every mail of the issue carries its whole text', async () => {
  const rig = await aRigOf(3);
  const shelf = rig.provider.templates;
  let made = 0;
  const create: typeof shelf.create = (wanted) => {
    made += 1;
    return shelf.create(made === 3 ? { ...wanted, text: `${wanted.text} ` } : wanted);
  };
  const sending = await rig.send({ ...template, templates: { ...shelf, create } });
  expect(sending).toMatchObject({ kind: 'sent', accounting: { accepted: 3 } });
  expect(forms(rig)).toEqual(Array(3).fill('inline'));
  expect(notes(rig)).toContainEqual(expect.stringContaining('it reads back with another text'));
  expect(rig.fake.accepted.map(({ html }) => orderIn(html ?? ''))).toEqual(['2-0-1', '1-0-2', '0-1-2']);
});

test('The template of an order that is changed while its issue is on its way stops it', async () => {
  const rig = await aRigOf(350);
  await expect(rig.send({ ...template, ...dyingAt(rig, 1) })).rejects.toThrow(Killed);
  const resend = new Resend('re_test', { baseUrl: rig.fake.url });
  const { id = '', published } = rig.fake.templates[2] ?? {};
  await resend.templates.update(id, { subject: 'Mine' });
  const before = rig.fake.accepted.length;
  expect(await rig.send(template)).toMatchObject({ kind: 'stopped', result: { kind: 'paused' } });
  expect(rig.fake.accepted).toHaveLength(before);
  await resend.templates.update(id, { subject: published?.subject ?? '' });
  await resend.templates.publish(id);
  expect(await rig.send(template)).toMatchObject({ kind: 'sent', accounting: { accepted: 350 } });
  everybodyOnce(rig, 350);
});
