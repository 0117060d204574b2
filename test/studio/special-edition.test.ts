import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { historyOf } from '#issue/issue-change-queries.ts';
import { issueNameSchema } from '#issue/issue-name.ts';
import { withText } from '../rendering/special/layouts.ts';
import { leadsTo } from './a-desk.ts';
import { ANN, type AStudio, aStudio, BOB } from './a-studio.ts';
import type { Client } from './client.ts';
import { approveDesk, openDesk, saveDesk, storedAt } from './fill-desk.ts';
import { filled, readPage } from './read-page.ts';

const SPECIAL = '/studio/issues/2026-W47-special-1';

let studio: AStudio;
let ann: Client;
beforeEach(async () => {
  studio = await aStudio({ readers: 4, settings: { MAIL_REPLY_TO: 'editors@verdicts.example' } });
  studio.advance(2 * 24 * 3_600_000);
  ann = await studio.signedIn();
});
afterEach(() => studio.end());

describe('A special edition', () => {
  beforeEach(async () => {
    expect(leadsTo(await ann.post('/studio/specials'))).toBe(SPECIAL);
  });

  test('begins with a layout that could go out, in the name of who began it', async () => {
    expect(await storedAt(studio, SPECIAL)).toMatchObject({
      state: 'draft',
      editedBy: ANN,
      content: { kind: 'special' },
    });
    const page = await openDesk(ann, SPECIAL);
    expect(page.text('.desk-head p')).toContain('as soon as somebody sends it to 4 readers');
    expect(page.all('#faults .error')).toEqual([]);
  });

  test('goes from its first words to an approval', async () => {
    const changes = {
      subject: 'Two years of verdicts',
      preheader: 'What we got wrong, what held, and what we test in the next year.',
      mjml: withText('Two years, <b>one</b> list.'),
    };
    expect(leadsTo(await saveDesk(ann, SPECIAL, changes))).toBe(`${SPECIAL}?done=saved`);
    expect(await (await ann.get(`${SPECIAL}/preview/saved/light`)).text()).toContain('Two years, <b>one</b> list.');
    expect(leadsTo(await approveDesk(ann, SPECIAL))).toBe(`${SPECIAL}?done=approved`);
    expect(await storedAt(studio, SPECIAL)).toMatchObject({
      state: 'approved',
      approval: { editor: ANN, audience: 4 },
    });
    expect(leadsTo(await saveDesk(ann, SPECIAL, { subject: 'Three years' }))).toBe(`${SPECIAL}?done=saved-void`);
    const history = await historyOf(studio.app.store, issueNameSchema.parse('2026-W47-special-1'));
    expect(history.map(({ act }) => act)).toEqual(['edited', 'approved', 'edited', 'composed']);
  });

  test('with MJML that cannot go out is not saved; it stays in the form beside what is wrong, by line', async () => {
    const mjml = withText('<script>alert(1)</script>');
    const answer = await saveDesk(ann, SPECIAL, { mjml, subject: 'Typed too', sendAt: '2026-11-20T10:00' });
    expect(answer.status).toBe(422);
    const page = readPage(await answer.text());
    expect(page.text('#faults .error')).toContain('Line 2 <script> is not allowed');
    const form = new Map(page.form('#desk'));
    expect([form.get('mjml'), form.get('subject'), form.get('sendAt')]).toEqual([
      mjml,
      'Typed too',
      '2026-11-20T10:00',
    ]);
    expect(page.attribute('#desk', 'data-unsaved')).toBe('');
    expect(await storedAt(studio, SPECIAL)).not.toMatchObject({ content: { subject: 'Typed too' } });
  });

  test('that cannot be read is not saved, and nothing that was typed is lost', async () => {
    const answer = await saveDesk(ann, SPECIAL, { subject: 'x'.repeat(201), mjml: withText('A long day’s work.') });
    expect(answer.status).toBe(422);
    const form = new Map(readPage(await answer.text()).form('#desk'));
    expect(form.get('mjml')).toBe(withText('A long day’s work.'));
    expect(form.get('subject')).toBe('x'.repeat(201));
  });

  test('shows what is typed, and what is wrong with it, without saving it', async () => {
    const form = (await openDesk(ann, SPECIAL)).form('#desk');
    const ask = async (mjml: string) =>
      (await (await ann.post(`${SPECIAL}/preview`, filled(form, { mjml }))).json()) as {
        id: string;
        faults: unknown[];
      };
    const good = await ask(withText('Typed only.'));
    expect(good.faults).toEqual([]);
    expect(await (await ann.get(`${SPECIAL}/preview/${good.id}/light`)).text()).toContain('Typed only.');
    const bad = await ask(withText('<iframe></iframe>'));
    expect(bad.faults).toEqual([expect.objectContaining({ line: 2, problem: expect.stringContaining('iframe') })]);
    expect(JSON.stringify(await storedAt(studio, SPECIAL))).not.toContain('Typed only.');
  });

  test('takes one of our layouts at a press, and saves it', async () => {
    const layouts = (await ann.page(SPECIAL)).match(/value="layout:[\w-]+"/g) ?? [];
    expect(layouts.length).toBeGreaterThan(1);
    for (const layout of layouts.map((value) => value.slice(7, -1)))
      expect(leadsTo(await saveDesk(ann, SPECIAL, { do: layout }))).toMatch(/\?done=(saved|unchanged)$/);
  });

  test('that somebody else saved meanwhile is shown beside what was typed', async () => {
    const form = (await openDesk(ann, SPECIAL)).form('#desk');
    await saveDesk(await studio.signedIn(BOB), SPECIAL, { subject: 'By Bob' });
    const mine = { subject: 'By Ann', mjml: withText('By Ann.'), sendAt: '2026-11-20T10:00' };
    const answer = await ann.post(`${SPECIAL}/save`, filled(form, mine));
    expect(answer.status).toBe(409);
    const page = readPage(await answer.text());
    expect(page.text('.message details p')).toBe('By Bob');
    expect(Object.fromEntries(page.form('#desk'))).toMatchObject(mine);
    expect(await storedAt(studio, SPECIAL)).toMatchObject({ content: { subject: 'By Bob' } });
    expect(leadsTo(await ann.post(`${SPECIAL}/save`, page.form('#desk')))).toBe(`${SPECIAL}?done=saved`);
    expect(await storedAt(studio, SPECIAL)).toMatchObject({
      content: { subject: 'By Ann' },
      sendAt: '2026-11-20T10:00:00.000Z',
    });
  });

  test('refused for its MJML after somebody else saved is not written over theirs by the next try', async () => {
    const form = (await openDesk(ann, SPECIAL)).form('#desk');
    await saveDesk(await studio.signedIn(BOB), SPECIAL, { subject: 'By Bob' });
    const refused = await ann.post(`${SPECIAL}/save`, filled(form, { mjml: 'no mjml' }));
    expect(refused.status).toBe(422);
    const again = filled(readPage(await refused.text()).form('#desk'), { mjml: withText('Good.') });
    expect((await ann.post(`${SPECIAL}/save`, again)).status).toBe(409);
    expect(await storedAt(studio, SPECIAL)).toMatchObject({ content: { subject: 'By Bob' } });
  });

  test('is begun as often as editors like, each under its own name', async () => {
    const names = await Promise.all([1, 2].map(async () => leadsTo(await ann.post('/studio/specials'))));
    expect(names.toSorted()).toEqual(['/studio/issues/2026-W47-special-2', '/studio/issues/2026-W47-special-3']);
  });
});
