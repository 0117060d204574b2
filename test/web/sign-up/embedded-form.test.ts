import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { visibleText } from '../../emails/read-html.ts';
import { formsOf } from '../pages/read-forms.ts';
import { aSite, PUBLIC_URL, type Site } from '../reader/a-site.ts';

const FRIEND = 'https://friend.example';
const ANN = 'ann@verdict-readers.org';

let site: Site;
beforeEach(async () => {
  site = await aSite({ FORM_ORIGINS: FRIEND });
});
afterEach(async () => {
  expect(site.errors).toEqual([]);
  await site.end();
});

type Fields = Record<string, string>;

/** The first form in this HTML: where it leads, and what it holds when nobody touched it. */
function formIn(html: string): { action: string; fields: Fields } {
  const [found] = formsOf(html);
  const fields = found!.fields.map(({ name = '', value = '' }) => [name, value]);
  return { action: found!.form.action ?? '', fields: Object.fromEntries(fields) };
}

async function pasted(): Promise<{ action: string; fields: Fields }> {
  const page = await (await site.get('/embed')).text();
  const shown = /<pre[^>]*><code>(.*?)<\/code><\/pre>/s.exec(page)?.[1] ?? '';
  const html = shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  expect(html).not.toMatch(/<script| on[a-z]+=| style=/);
  return formIn(html);
}

const sendFrom = (origin: string, site_: string, path: string, fields: Fields) =>
  site.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin, 'sec-fetch-site': site_ },
  });

it('The form to paste, on a site that is named, leads to the confirmation mail in one extra press', async () => {
  const { action, fields } = await pasted();
  expect(action).toBe(`${PUBLIC_URL}/subscribe`);
  const filled = { ...fields, email: ANN, page: `${FRIEND}/blog` };
  const again = await sendFrom(FRIEND, 'cross-site', '/subscribe', filled);
  expect(await site.answered()).toEqual([]);
  const form = formIn(await again.text());
  expect(form.fields.email).toBe(ANN);

  // At once: there is nothing left to type.
  const taken = await sendFrom('null', 'same-origin', form.action, form.fields);
  expect(visibleText(await taken.text())).toContain('Look into your mailbox');
  expect(await site.answered()).toMatchObject([{ to: [ANN], subject: 'Confirm your sign-up' }]);
  const reader = site.app.store.selectFrom('subscribers').select(['status', 'consent_page']);
  expect(await reader.execute()).toEqual([{ status: 'pending', consent_page: `${FRIEND}/blog` }]);
});

it('The form to paste is refused from a site that is not named', async () => {
  const { fields } = await pasted();
  const answer = await sendFrom('https://stranger.example', 'cross-site', '/subscribe', { ...fields, email: ANN });
  expect(answer.status).toBe(403);
  expect(await site.app.store.selectFrom('sign_ups').selectAll().execute()).toEqual([]);
});

it('The form to paste has the field that only programs fill in', async () => {
  const { fields } = await pasted();
  await sendFrom(FRIEND, 'cross-site', '/subscribe', { ...fields, email: ANN, website: 'https://spam.example' });
  expect(await site.app.store.selectFrom('sign_ups').selectAll().execute()).toEqual([]);
});

it('The page with the form says what has to be set for it', async () => {
  expect(visibleText(await (await site.get('/embed')).text())).toContain('FORM_ORIGINS');
});

it('The README shows the same form', async () => {
  const readme = formIn(readFileSync(new URL('../../../README.md', import.meta.url), 'utf8'));
  const { action, fields } = await pasted();
  expect(new URL(readme.action).pathname).toBe(new URL(action).pathname);
  expect(readme.fields).toEqual(fields);
});
