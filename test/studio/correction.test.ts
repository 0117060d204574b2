import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aMailedIssue } from '../builders/mailed-issue-builder.ts';
import { leadsTo } from './a-desk.ts';
import { ANN, type AStudio, aStudio, BOB, ORIGIN } from './a-studio.ts';
import type { Client } from './client.ts';
import { approveDesk, openDesk, saveDesk, storedAt } from './fill-desk.ts';
import { filled, readPage } from './read-page.ts';

const CORRECTION = '/studio/issues/2026-W47-correction-1';

let studio: AStudio;
let ann: Client;
beforeEach(async () => {
  studio = await aStudio({ readers: 4, settings: { MAIL_REPLY_TO: 'editors@verdicts.example' } });
  studio.advance(2 * 24 * 3_600_000);
  ann = await studio.signedIn();
});
afterEach(() => studio.end());

describe('A correction', () => {
  const begin = (of: string, pairing: string) => ann.post('/studio/corrections', { of, pairing });

  beforeEach(async () => {
    await aMailedIssue(studio.app.store, {
      fates: [{ event: 'delivered' }, { outcome: 'unknown' }, { outcome: 'rejected' }],
    });
    expect(leadsTo(await begin('2026-W47', 'alpha-vs-beta'))).toBe(CORRECTION);
  });

  test('goes to the readers whose mail carried it, and says so', async () => {
    const page = await openDesk(ann, CORRECTION);
    expect(page.text('.desk-head p')).toContain('to 2 readers');
    expect(page.all('#desk legend')).toContain('What was wrong with Alpha vs Beta in 2026-W47');
    expect(new Map(page.form('#desk')).get('subject')).toBe('Correction: Alpha or Beta?');
  });

  test('goes from its first words to an approval', async () => {
    const words = 'We said Alpha is free.\r\n\r\nIt costs <20 dollars> a month.';
    expect(leadsTo(await saveDesk(ann, CORRECTION, { words }))).toBe(`${CORRECTION}?done=saved`);
    const html = await (await ann.get(`${CORRECTION}/preview/saved/light`)).text();
    expect(html).toContain('It costs &lt;20 dollars&gt; a month.');
    expect(leadsTo(await approveDesk(ann, CORRECTION))).toBe(`${CORRECTION}?done=approved`);
    expect(await storedAt(studio, CORRECTION)).toMatchObject({ state: 'approved', approval: { audience: 2 } });
  });

  test('stands on the page of its issue once it is sent, and not before', async () => {
    await saveDesk(ann, CORRECTION, { words: 'We said Alpha is free.\n\nIt costs <b>20 dollars</b>.' });
    const correction = await storedAt(studio, CORRECTION);
    expect(await ann.page('/issues/2026-W47')).not.toContain('20 dollars');
    if (!correction || !('content' in correction) || !correction.content) throw new Error('has no content');
    await studio.app.store.deleteFrom('issues').where('name', '=', correction.name).execute();
    await aMailedIssue(studio.app.store, { name: correction.name, content: correction.content, fates: [{}] });
    const page = await vi.waitFor(async () => {
      const shown = await ann.page('/issues/2026-W47');
      expect(shown).toContain('We said Alpha is free.');
      return shown;
    }, 3000);
    expect(page).toContain('&lt;b&gt;20 dollars&lt;/b&gt;');
    expect(await ann.page('/issues')).not.toContain('correction');
    expect((await studio.visitor().get('/issues/2026-W47-correction-1')).status).toBe(404);
  });

  test.each([
    ['2026-W47', 'no-vs-body'],
    ['2026-W46', 'alpha-vs-beta'],
    ['2026-W47-correction-1', 'alpha-vs-beta'],
    ['', ''],
    ['2026-W47', 'x'.repeat(300)],
  ])('of what no issue carried does not begin: %s %s', async (of, pairing) => {
    expect((await begin(of, pairing)).status).toBe(422);
    expect(await storedAt(studio, '2026-W47-correction-2')).toBeUndefined();
  });

  test('that somebody else saved meanwhile is shown beside what was typed', async () => {
    const form = (await openDesk(ann, CORRECTION)).form('#desk');
    await saveDesk(await studio.signedIn(BOB), CORRECTION, { words: 'By Bob.' });
    const answer = await ann.post(`${CORRECTION}/save`, filled(form, { words: 'By Ann.' }));
    expect(answer.status).toBe(409);
    const page = readPage(await answer.text());
    expect(page.text('.message pre')).toBe('By Bob.');
    expect(new Map(page.form('#desk')).get('words')).toBe('By Ann.');
  });

  test('is tried on an editor before anybody else reads it', async () => {
    await ann.post(`${CORRECTION}/test-send`, { to: ANN });
    const [mail] = studio.fake.accepted.slice(-1);
    expect(mail).toMatchObject({ to: [ANN], subject: '[Test] Correction: Alpha or Beta?' });
    expect(mail?.html).toContain(`${ORIGIN}/compare/alpha-vs-beta`);
  });
});
