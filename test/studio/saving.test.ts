import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { historyOf } from '#issue/issue-change-queries.ts';
import { week } from '../builders/issue-builders.ts';
import { withText } from '../rendering/special/layouts.ts';
import { type ADesk, aDesk, DESK, leadsTo } from './a-desk.ts';
import { ANN, BOB } from './a-studio.ts';
import { filled, readPage } from './read-page.ts';

let desk: ADesk;
beforeEach(async () => {
  desk = await aDesk({ settings: { TIME_ZONE: 'Europe/Berlin' } });
});
afterEach(() => desk.end());

const acts = async () => (await historyOf(desk.app.store, week('2026-W47'))).map(({ who, act }) => `${who} ${act}`);

describe('The desk', () => {
  test('shows what goes out, when and to how many, and the words in its form', async () => {
    const page = await desk.open();
    expect(page.text('.desk-head p')).toContain('Tuesday, 17 November 2026 at 09:00 (Europe/Berlin)');
    expect(page.text('.desk-head p')).toContain('to 3 readers');
    const form = new Map(page.form('#desk'));
    expect(form.get('subject')).toBe('Alpha or Beta?');
    expect(page.all('#lineup h2')).toEqual(['Alpha vs Beta lead', 'Gamma vs Delta lead']);
  });

  test('saved as it is changes nothing', async () => {
    expect(leadsTo(await desk.save())).toBe(`${DESK}?done=unchanged`);
    expect(await acts()).toHaveLength(1);
  });

  test('saves words, sponsor and time, under the editor’s name, and says so', async () => {
    const answer = await desk.save({
      subject: ' Beta or Alpha? ',
      preheader: 'Both again.',
      note: 'A *note*.\r\n\r\nAnd more.',
      sponsorMarkdown: 'Buy it.',
      sponsorLabel: 'Partner',
      sendAt: '2026-11-18T07:30',
    });
    expect(leadsTo(answer)).toBe(`${DESK}?done=saved`);
    expect(await desk.stored()).toMatchObject({
      editedBy: ANN,
      sendAt: '2026-11-18T06:30:00.000Z',
      content: {
        subject: 'Beta or Alpha?',
        preheader: 'Both again.',
        note: 'A *note*.\n\nAnd more.',
        sponsor: { label: 'Partner', markdown: 'Buy it.' },
        date: '2026-11-18',
      },
    });
    const page = await desk.open(`${DESK}?done=saved`);
    expect(page.text('.message')).toBe('Saved.');
    expect(new Map(page.form('#desk')).get('sendAt')).toBe('2026-11-18T07:30');
    expect(page.text('.desk-head p')).toContain('Wednesday, 18 November 2026 at 07:30');
    expect(await acts()).toEqual([`${ANN} edited`, 'editor@example.org composed']);
  });

  test('says nothing that its address makes up', async () => {
    expect((await desk.open(`${DESK}?done=constructor`)).text('.message')).toBeUndefined();
    expect((await desk.open(`${DESK}?done=<b>x</b>&look=<b>&width=<b>`)).text('.message')).toBeUndefined();
  });
});

describe('The lineup', () => {
  const lineup = async () => {
    const issue = await desk.stored();
    return issue && 'content' in issue && issue.content && 'lineup' in issue.content
      ? issue.content.lineup.map(({ pairing }) => pairing.slug)
      : [];
  };

  test.each([
    ['down:alpha-vs-beta', ['gamma-vs-delta', 'alpha-vs-beta']],
    ['up:gamma-vs-delta', ['gamma-vs-delta', 'alpha-vs-beta']],
    ['lead:gamma-vs-delta', ['gamma-vs-delta', 'alpha-vs-beta']],
    ['remove:alpha-vs-beta', ['gamma-vs-delta']],
    ['put:epsilon-vs-zeta', ['alpha-vs-beta', 'gamma-vs-delta', 'epsilon-vs-zeta']],
  ])('is changed by the button %s, and what else was typed is saved with it', async (pressed, expected) => {
    expect(leadsTo(await desk.save({ do: pressed, note: 'Typed too.' }))).toBe(`${DESK}?done=saved`);
    expect(await lineup()).toEqual(expected);
    expect(await desk.stored()).toMatchObject({ content: { note: 'Typed too.' } });
  });

  test('is never empty, and what was typed stays in the form', async () => {
    await desk.save({ do: 'remove:alpha-vs-beta' });
    const answer = await desk.save({ do: 'remove:gamma-vs-delta', note: 'Typed too.' });
    expect(answer.status).toBe(422);
    const page = readPage(await answer.text());
    expect(page.text('.message.problem')).toBe('Not saved.Lineup is empty: put a pairing in, or skip the week');
    expect(new Map(page.form('#desk')).get('note')).toBe('Typed too.');
    expect(page.attribute('#desk', 'data-unsaved')).toBe('');
    expect(await lineup()).toEqual(['gamma-vs-delta']);
  });

  test('takes no pairing that the catalog has not', async () => {
    const answer = await desk.save({ do: 'put:no-vs-body' });
    expect(answer.status).toBe(422);
    expect(readPage(await answer.text()).text('.message')).toContain('there is no pairing no-vs-body');
    expect(await lineup()).toHaveLength(2);
  });
});

describe('A sponsor’s layout', () => {
  const good = withText('Buy it <b>now</b>.');

  test('is compiled when it is saved, goes before the Markdown, and is in the mail', async () => {
    const answer = await desk.save({ sponsorMjml: good, sponsorMarkdown: 'Not used.', sponsorLabel: 'Partner' });
    expect(leadsTo(answer)).toBe(`${DESK}?done=saved`);
    const html = await (await desk.ann.get(`${DESK}/preview/saved/light`)).text();
    expect([html.includes('Buy it <b>now</b>.'), html.includes('Partner'), html.includes('Not used.')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(leadsTo(await desk.save())).toBe(`${DESK}?done=unchanged`);
    expect(leadsTo(await desk.save({ sponsorMjml: '' }))).toBe(`${DESK}?done=saved`);
  });

  test('that cannot go out is not saved; it stays in the form with everything else', async () => {
    const sponsorMjml = withText('<script>alert(1)</script>');
    const answer = await desk.save({ sponsorMjml, note: 'Typed too.' });
    expect(answer.status).toBe(422);
    const page = readPage(await answer.text());
    expect(page.text('.message.problem .error')).toContain('<script> is not allowed');
    expect(Object.fromEntries(page.form('#desk'))).toMatchObject({ sponsorMjml, note: 'Typed too.' });
    expect(await acts()).toHaveLength(1);
  });
});

describe('What cannot be read', () => {
  test('is not saved, and nothing that was typed is lost', async () => {
    const answer = await desk.save({
      subject: 'x'.repeat(201),
      note: 'A long day’s work.',
      sendAt: '2026-13-01T09:00',
    });
    expect(answer.status).toBe(422);
    const page = readPage(await answer.text());
    expect(page.text('.message.problem')).toContain('Subject is longer than 200 characters');
    expect(page.text('.message.problem')).toContain('Send time is not a day and a time');
    expect(new Map(page.form('#desk')).get('note')).toBe('A long day’s work.');
    expect(new Map(page.form('#desk')).get('subject')).toBe('x'.repeat(201));
    expect(await acts()).toHaveLength(1);
  });

  test('is not rendered either, and what was typed stays in the form', async () => {
    const note = `${'>'.repeat(9_000)} deep`;
    const answer = await desk.save({ note });
    expect(answer.status).toBe(422);
    const page = readPage(await answer.text());
    expect(page.text('.message.problem')).toContain('Editor’s note is nested too deeply');
    expect(new Map(page.form('#desk')).get('note')).toBe(note);
    expect(desk.errors).toEqual([]);
  });

  test('still knows what its editor saw: what somebody saved meanwhile is not overwritten by the next try', async () => {
    const form = (await desk.open()).form('#desk');
    await desk.save({ note: 'By Bob.' }, await desk.signedIn(BOB));
    const refused = await desk.ann.post(`${DESK}/save`, filled(form, { subject: 'x'.repeat(201), note: 'By Ann.' }));
    const again = filled(readPage(await refused.text()).form('#desk'), { subject: 'Short' });
    expect((await desk.ann.post(`${DESK}/save`, again)).status).toBe(409);
    expect(await desk.stored()).toMatchObject({ content: { note: 'By Bob.' } });
  });
});
