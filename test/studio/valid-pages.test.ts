import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertIssue } from '#issue/issue-queries.ts';
import { hold, skip } from '#issue/issue-steps.ts';
import { aDraft, byTest, week } from '../builders/issue-builders.ts';
import { aMailedIssue } from '../builders/mailed-issue-builder.ts';
import { htmlFindings } from '../web/pages/html-findings.ts';
import { type AStudio, aStudio, FRIDAY } from './a-studio.ts';
import type { Client } from './client.ts';
import { filled, readPage } from './read-page.ts';

/** The lineup is a list of hidden fields with one name. */
const LIST = 'form-dup-name: Duplicate form control name "lineup"';
const findingsOf = async (html: string) => (await htmlFindings(html)).filter((finding) => finding !== LIST);

let studio: AStudio;
let ann: Client;

/** Weeks in every state that a desk or a page of rest stands for, and what is mailed beside them. */
beforeAll(async () => {
  studio = await aStudio({ readers: 3, rehearsal: 'This is a rehearsal.', now: FRIDAY });
  const { store } = studio.app;
  await aMailedIssue(store, { name: week('2026-W46'), fates: [{}, {}, {}] });
  ann = await studio.signedIn();
  await ann.post('/studio/issues/2026-W47/compose');
  await insertIssue(store, hold(aDraft({ week: week('2026-W48') }), 'waits', 'editor'), byTest);
  await insertIssue(store, skip(aDraft({ week: week('2026-W49') }), 'a holiday', 'editor'), byTest);
  await ann.post('/studio/specials');
  await ann.post('/studio/corrections', { of: '2026-W46', pairing: 'alpha-vs-beta' });
}, 60_000);
afterAll(() => studio.end());

const W47 = '/studio/issues/2026-W47';

test.each([
  '/studio',
  W47,
  `${W47}?done=saved&look=dark&width=320`,
  `${W47}/history`,
  `${W47}/checks`,
  '/studio/issues/2026-W48',
  '/studio/issues/2026-W49',
  '/studio/issues/2026-W50',
  '/studio/issues/2026-W47-special-1',
  '/studio/issues/2026-W47-special-1/history',
  '/studio/issues/2026-W47-correction-1',
  '/studio/issues/tomorrow',
])('%s is valid HTML', async (path) => {
  expect(await findingsOf(await (await ann.get(path)).text())).toEqual([]);
});

test('The way in is valid HTML, whichever way it goes', async () => {
  const eve = studio.visitor();
  const link = await studio.linkFor('bob@example.org');
  for (const answer of [
    await eve.get('/studio/sign-in'),
    await eve.post('/studio/sign-in', { email: 'eve@example.org' }),
    await eve.get(link),
    await eve.get('/studio/sign-in/over'),
  ])
    expect(await findingsOf(await answer.text())).toEqual([]);
});

test('What an editor is told when something is refused is valid HTML', async () => {
  const form = readPage(await ann.page(W47)).form('#desk');
  const special = readPage(await ann.page('/studio/issues/2026-W47-special-1')).form('#desk');
  const refused = [
    await ann.post(`${W47}/save`, filled(form, { subject: 'x'.repeat(300) })),
    await ann.post(`${W47}/save`, filled(form, { do: 'put:no-vs-body' })),
    await ann.post(`${W47}/save`, filled(form, { base: 'x', note: 'Mine.' })),
    await ann.post(`${W47}/test-send`, { to: 'x' }),
    await ann.post(`${W47}/approve`, { hash: 'x' }),
    await ann.post('/studio/issues/2026-W47-special-1/save', filled(special, { mjml: '<mjml>' })),
    await ann.post('/studio/issues/2026-W47-special-1/save', filled(special, { base: 'x' })),
  ];
  for (const [index, answer] of refused.entries()) {
    expect([index, answer.status]).toEqual([index, answer.status === 409 ? 409 : 422]);
    expect([index, await findingsOf(await answer.text())]).toEqual([index, []]);
  }
});

test('A history with edits in it is valid HTML', async () => {
  const form = readPage(await ann.page(W47)).form('#desk');
  await ann.post(`${W47}/save`, filled(form, { note: 'One.', subject: 'Two?', do: 'down:x' }));
  expect(await findingsOf(await ann.page(`${W47}/history`))).toEqual([]);
});
