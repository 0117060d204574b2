import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { aContent, aDraft, byTest, week } from '../../builders/issue-builders.ts';
import { aSite, type Site } from '../a-site.ts';

const issues = [
  aContent({ week: week('2026-W45'), date: plainDate('2026-11-03'), subject: 'Five or six?' }),
  aContent({ week: week('2026-W46'), date: plainDate('2026-11-10'), subject: 'Three or four?' }),
  aContent({ note: 'This week, *less* talk. [Why](https://example.org/why)' }),
];

let site: Site;
beforeAll(async () => {
  site = await aSite({ sent: issues });
  await insertIssue(site.app.store, { ...aDraft(), name: week('2026-W48') }, byTest);
});
afterAll(() => site.end());

test('all issues are listed, the newest first, with their calls', async () => {
  const html = await site.page('/issues');
  const weeks = [...html.matchAll(/<h2><a href="\/issues\/([^"]*)">/g)].map(([, name]) => name);
  expect(weeks).toEqual(['2026-W47', '2026-W46', '2026-W45']);
  expect(html).toContain('<b>Alpha vs Beta.</b> Ship both: ');
});

test('an issue stands as it was sent, although no file of the catalog knows its tools', async () => {
  const html = await site.page('/issues/2026-W47');
  expect(html).toContain('<h1>Alpha or Beta?</h1>');
  expect(html).toContain('Issue 2026-W47 · Tuesday, 17 November 2026');
  expect(html).toContain('3 ship, 1 skip');
  expect(html).toContain('The builder on Alpha');
});

test('the editor’s note is there as it was written, and none where there was none', async () => {
  expect(await site.page('/issues/2026-W47')).toContain(
    '<em>less</em> talk. <a href="https://example.org/why">Why</a>',
  );
  expect(await site.page('/issues/2026-W46')).not.toContain('Editor’s note');
});

test('no link on it belongs to a reader', async () => {
  const html = await site.page('/issues/2026-W47');
  expect(html).not.toMatch(/%%|\/unsubscribe|\/preferences|href="\/vote/);
  expect(html).toContain('href="/compare/alpha-vs-beta#vote"');
});

test('issues lead to their neighbours', async () => {
  const html = await site.page('/issues/2026-W46');
  expect(html).toContain('<a rel="prev" href="/issues/2026-W45">');
  expect(html).toContain('<a rel="next" href="/issues/2026-W47">');
  expect(await site.page('/issues/2026-W45')).not.toContain('rel="prev"');
});

test.each(['2026-W48', '2026-W49', '2026-W99', 'newest', '2026-W47x', '%00'])(
  'there is no issue %s yet',
  async (name) => {
    expect((await site.web.request(`/issues/${name}`)).status).toBe(404);
  },
);
