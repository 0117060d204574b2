import { type CreateTemplateOptions, Resend } from 'resend';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeResend, onTemplates, startFakeResend } from './fake-resend.ts';

let fake: FakeResend;
let resend: Resend;

beforeEach(async () => {
  fake = await startFakeResend({ rateLimit: 'off' });
  resend = new Resend('re_test', { baseUrl: fake.url });
});
afterEach(() => fake.close());

const written: CreateTemplateOptions & { html: string } = {
  name: 'w47',
  alias: 'w47',
  from: 'Weekly Verdicts <news@verdicts.test>',
  subject: 'For {{{NAME}}}',
  html: '<p>{{{NAME}}} & {{NAME}}</p>',
  text: '{{{NAME}}}',
  variables: [{ key: 'NAME', type: 'string' as const }],
};

async function published(changes: Partial<typeof written> = {}): Promise<string> {
  const { data } = await resend.templates.create({ ...written, ...changes });
  await resend.templates.publish(data?.id ?? '');
  return data?.id ?? '';
}

const to = 'ada@readers.test';
const sendWith = (id: string, variables: Record<string, string> = { NAME: 'Ada' }) =>
  resend.batch.send([{ to, template: { id, variables } }]);

describe('A template', () => {
  it('is a draft until it is published, and found by its id and its alias', async () => {
    const { data: made } = await resend.templates.create(written);
    const draft = await resend.templates.get('w47');
    expect(draft.data).toMatchObject({ id: made?.id, status: 'draft', html: written.html, text: '{{{NAME}}}' });
    await resend.templates.publish('w47');
    const shown = await resend.templates.get(made?.id ?? '');
    expect(shown.data).toMatchObject({ status: 'published', has_unpublished_versions: false, from: written.from });
  });

  it('fills in what its mails say, by three braces and as it is, with sender and subject of its own', async () => {
    const { error } = await sendWith(await published(), { NAME: '<b>Ada</b>' });
    expect(error).toBeNull();
    expect(fake.accepted).toMatchObject([
      {
        from: written.from,
        subject: 'For <b>Ada</b>',
        html: '<p><b>Ada</b> & {{NAME}}</p>',
        text: '<b>Ada</b>',
        to: [to],
      },
    ]);
  });

  it('comes after what a mail says itself', async () => {
    const id = await published({ replyTo: 'a@verdicts.test' });
    const own = { from: 'Us <us@verdicts.test>', subject: 'Own', replyTo: 'b@verdicts.test' };
    await resend.batch.send([{ to, template: { id, variables: { NAME: 'Ada' } }, ...own }]);
    expect(fake.accepted).toMatchObject([{ from: own.from, subject: 'Own', replyTo: ['b@verdicts.test'] }]);
  });

  it('goes on as it was published when it is edited, until that is published, too', async () => {
    const id = await published();
    await resend.templates.update(id, { html: '<p>new</p>' });
    expect((await resend.templates.get(id)).data).toMatchObject({
      has_unpublished_versions: true,
      html: '<p>new</p>',
    });
    await sendWith(id);
    await resend.templates.publish(id);
    await sendWith(id);
    expect(fake.accepted.map(({ html }) => html)).toEqual(['<p>Ada & {{NAME}}</p>', '<p>new</p>']);
  });
});

describe('A template is refused when', () => {
  it.each<[string, Partial<typeof written>, RegExp]>([
    ['a variable is used that is not declared', { html: '{{{OTHER}}}' }, /'OTHER' is used in the template but not/],
    ['a variable has a reserved name', { variables: [{ key: 'EMAIL', type: 'string' }] }, /reserved/],
    ['a variable has a name that is too long', { variables: [{ key: 'A'.repeat(51), type: 'string' }] }, /key/],
    [
      'it has 51 variables',
      { variables: Array.from({ length: 51 }, (_, at) => ({ key: `K${at}`, type: 'string' as const })) },
      /at most 50/,
    ],
    ['it has no html', { html: '' }, /html/],
  ])('%s', async (_, changes, message) => {
    const { error } = await resend.templates.create({ ...written, ...changes });
    expect(error).toMatchObject({ statusCode: 422, message: expect.stringMatching(message) });
    expect(fake.templates).toEqual([]);
  });

  it('another has its alias', async () => {
    await resend.templates.create(written);
    expect((await resend.templates.create(written)).error).toMatchObject({ statusCode: 422 });
  });

  it('the key may only send, or the account has none', async () => {
    fake.script(onTemplates('templatesRefused'));
    expect((await resend.templates.create(written)).error).toMatchObject({ statusCode: 403, name: 'invalid_access' });
    const strict = await startFakeResend({ keyMaySendOnly: true });
    const sender = new Resend('re_test', { baseUrl: strict.url });
    expect((await sender.templates.create(written)).error).toMatchObject({ name: 'restricted_api_key' });
    await strict.close();
  });
});

describe('A mail is refused when', () => {
  it('its template is a draft, is not there, or is left without a variable', async () => {
    await resend.templates.create(written);
    expect((await sendWith('w47')).error).toMatchObject({
      statusCode: 422,
      message: expect.stringMatching(/not publ/),
    });
    expect((await sendWith('w48')).error).toMatchObject({ statusCode: 404 });
    await resend.templates.publish('w47');
    expect((await sendWith('w47', {})).error).toMatchObject({
      statusCode: 422,
      message: expect.stringMatching(/NAME/),
    });
    expect((await sendWith('w47', { NAME: 'x'.repeat(2001) })).error).toMatchObject({ statusCode: 422 });
    await resend.templates.remove('w47');
    expect((await sendWith('w47')).error).toMatchObject({ statusCode: 404 });
    expect(fake.accepted).toEqual([]);
  });
});
