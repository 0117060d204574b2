import { expect, test } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { filledIn } from '../../../src/web/sign-up/form-started.ts';
import { aCatalog } from '../../builders/catalog-builders.ts';
import { aContent, aDraft, byTest, week } from '../../builders/issue-builders.ts';
import { aSentIssue, aSite, NOW } from '../a-site.ts';
import { formsOf } from './read-forms.ts';

const older = aContent({ week: week('2026-W46'), date: plainDate('2026-11-10'), subject: 'The older one?' });

test('the front page shows the newest issue, its lead first, with the calls', async () => {
  const site = await aSite({ sent: [older, aContent()] });
  const html = await site.page('/');
  expect(html).toContain('<a href="/issues/2026-W47">Issue 2026-W47</a>');
  expect(html).not.toContain('2026-W46');
  const headings = [...html.matchAll(/<h2><a href="([^"]*)">([^<]*)/g)].map(([, url, name]) => [url, name]);
  expect(headings).toEqual([
    ['/compare/alpha-vs-beta', 'Alpha vs Beta'],
    ['/compare/gamma-vs-delta', 'Gamma vs Delta'],
  ]);
  expect(html.match(/<p class="call">Ship both: /g)).toHaveLength(2);
  await site.end();
});

test('the sign-up form stands on it, with a field that people never meet', async () => {
  const site = await aSite();
  const html = await site.page('/');
  const [signUp] = formsOf(html);
  expect(signUp?.form).toEqual({ action: '/subscribe', method: 'post' });
  const field = (name: string) => signUp?.fields.find((candidate) => candidate.name === name);
  expect(field('email')).toMatchObject({ type: 'email', autocomplete: 'email', required: '' });
  expect(field('website')).toMatchObject({ tabindex: '-1', autocomplete: 'off' });
  expect(field('page')).toEqual({ type: 'hidden', name: 'page', value: '/' });
  expect(filledIn([site.app.config.appSecret], field('started')?.value ?? '', NOW)).toBe('too quickly');
  expect(html).toMatch(/You agree .*<a href="\/privacy">/);
  expect(await site.page('/style.css')).toMatch(/\.honeypot \{[^}]*left: -9999px/);
  await site.end();
});

test('before the first issue it offers what is compared already and the way onto the list', async () => {
  const site = await aSite({ sent: [] });
  const html = await site.page('/');
  expect(html).toContain('The first issue is being written');
  expect(html).toContain('href="/compare/cursor-background-agent-vs-smolvlm-2-5"');
  expect(html).toContain('action="/subscribe"');
  await site.end();
});

test('with nothing at all to show it still stands', async () => {
  const site = await aSite({ sent: [], catalog: aCatalog({}) });
  for (const path of ['/', '/issues', '/compare', '/feed.xml', '/feed.json', '/sitemap.xml']) await site.page(path);
  expect(await site.page('/')).not.toContain('Already compared');
  await site.end();
});

test('a draft is not shown', async () => {
  const site = await aSite({ sent: [] });
  await insertIssue(site.app.store, aDraft(), byTest);
  expect(await site.page('/')).toContain('The first issue is being written');
  await site.end();
});

test('an issue on its way to the first readers is there already', async () => {
  const site = await aSite({ sent: [] });
  const { sentAt: _, ...issue } = aSentIssue(aContent());
  await insertIssue(site.app.store, { ...issue, state: 'sending' }, byTest);
  expect(await site.page('/')).toContain('Issue 2026-W47');
  await site.end();
});
