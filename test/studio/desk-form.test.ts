import { describe, expect, test } from 'vitest';
import { baseOf, readDeskForm, seenOf, wallText } from '../../src/studio/issue/desk-form.ts';
import { draft } from '../issue/every-state.ts';

const BERLIN = 'Europe/Berlin';

/** A form as a browser sends it. */
function aForm(changes: Record<string, string> = {}, lineup = ['alpha-vs-beta', 'gamma-vs-delta']): URLSearchParams {
  const fields = { ...baseOf(draft), subject: 'Alpha or Beta?', preheader: 'More.', note: '', sendAt: '', ...changes };
  return new URLSearchParams([...Object.entries(fields), ...lineup.map((slug) => ['lineup', slug])]);
}

function read(form: URLSearchParams) {
  const reading = readDeskForm(form, BERLIN);
  if (reading.kind === 'unreadable') throw new Error(JSON.stringify(reading.problems));
  return reading.form;
}

function problemsOf(form: URLSearchParams): string[] {
  const reading = readDeskForm(form, BERLIN);
  return reading.kind === 'read' ? [] : reading.problems.map(({ field, problem }) => `${field} ${problem}`);
}

describe('The desk’s form', () => {
  test('is read as it was filled in, with what the editor saw and which button was pressed', () => {
    const form = read(aForm({ note: 'Hello.', sponsorMarkdown: 'Buy it.', do: 'up:gamma-vs-delta' }));
    expect(form).toEqual({
      base: draft.contentHash,
      baseSendAt: undefined,
      pressed: 'up:gamma-vs-delta',
      sponsorLabel: 'Sponsor',
      sponsorMjml: '',
      fields: {
        subject: 'Alpha or Beta?',
        preheader: 'More.',
        note: 'Hello.',
        sponsor: { label: 'Sponsor', markdown: 'Buy it.' },
        lineup: ['alpha-vs-beta', 'gamma-vs-delta'],
        sendAt: undefined,
      },
    });
  });

  test('without a button is a save', () => {
    expect(read(aForm()).pressed).toBe('save');
  });

  test('trims lines and leaves texts, with line ends as they are kept', () => {
    const { fields } = read(aForm({ subject: '  Alpha?  ', note: '  one\r\ntwo\r\n' }));
    expect([fields.subject, fields.note]).toEqual(['Alpha?', '  one\ntwo\n']);
  });

  test('has no sponsor while the sponsor says nothing, whatever the label', () => {
    expect(read(aForm({ sponsorLabel: 'Partner', sponsorMarkdown: '  \r\n ' })).fields.sponsor).toBeUndefined();
    expect(read(aForm({ sponsorLabel: ' Partner ', sponsorMarkdown: 'x' })).fields.sponsor?.label).toBe('Partner');
  });

  test('has a lineup of none where none was sent', () => {
    expect(read(aForm({}, [])).fields.lineup).toEqual([]);
  });

  test('counts a line end as one character, as the browser did', () => {
    const note = 'line\r\n'.repeat(2_000);
    expect(read(aForm({ note })).fields.note).toHaveLength(10_000);
    expect(problemsOf(aForm({ note: `${note}x` }))).toEqual(['note is longer than 10000 characters']);
  });

  test.each([
    ['a subject', { subject: 'x'.repeat(201) }, 'subject is longer than 200 characters'],
    ['a preheader', { preheader: 'x'.repeat(301) }, 'preheader is longer than 300 characters'],
    ['a label', { sponsorLabel: 'x'.repeat(81) }, 'sponsorLabel is longer than 80 characters'],
    ['a sponsor', { sponsorMarkdown: 'x'.repeat(5_001) }, 'sponsorMarkdown is longer than 5000 characters'],
    ['a time that is none', { sendAt: 'tomorrow' }, 'sendAt is not a day and a time'],
    ['a month that is none', { sendAt: '2026-13-01T09:00' }, 'sendAt is not a day and a time'],
    // Found by fuzzing: studio-forms, seed 2.
    ['a year that has five digits elsewhere', { sendAt: '9999-12-31T23:59' }, 'sendAt is not a day and a time'],
    ['an hour that is none', { sendAt: '2026-11-17T25:00' }, 'sendAt is not a day and a time'],
  ])('cannot be read with too much or nonsense, and says where: %s', (_, changes, problem) => {
    expect(problemsOf(aForm(changes))).toEqual([problem]);
  });

  test('that cannot be read still gives back everything that was typed', () => {
    const form = aForm({ subject: 'x'.repeat(201), note: 'My\r\nnote', sponsorMarkdown: 'Buy.', sendAt: 'soon' });
    const reading = readDeskForm(form, BERLIN);
    expect(reading.kind === 'unreadable' && reading.typed).toEqual({
      subject: 'x'.repeat(201),
      preheader: 'More.',
      note: 'My\nnote',
      sponsor: { label: 'Sponsor', markdown: 'Buy.' },
      lineup: ['alpha-vs-beta', 'gamma-vs-delta'],
      sendAt: undefined,
    });
    expect(seenOf(form)).toEqual(baseOf(draft));
  });

  test('that is nested beyond what anybody writes is not read', () => {
    expect(problemsOf(aForm({ note: `${'>'.repeat(9_000)} x` }))).toEqual(['note is nested too deeply']);
    expect(problemsOf(aForm({ note: '- '.repeat(10) }))).toEqual([]);
  });

  test('gives a sponsor’s layout back that is too long to be read', () => {
    const reading = readDeskForm(aForm({ sponsorMjml: 'x'.repeat(100_001), sponsorLabel: 'Partner' }), BERLIN);
    expect(reading.kind === 'unreadable' && reading.typed.sponsor).toMatchObject({
      label: 'Partner',
      mjml: 'x'.repeat(100_001),
    });
  });

  test.each(['base', 'sendAt'])('that was cut off before its %s is not read', (name) => {
    const form = aForm();
    form.delete(name);
    expect(problemsOf(form)).toHaveLength(1);
  });
});

describe('A time of sending', () => {
  test.each([
    ['in winter', '2026-11-17T09:00', '2026-11-17T08:00:00.000Z'],
    ['in summer', '2026-07-14T09:00', '2026-07-14T07:00:00.000Z'],
    ['that clocks show twice is the first', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['that clocks skip is an hour later', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ])('is read in the newsletter’s zone: %s', (_, sendAt, instant) => {
    expect(read(aForm({ sendAt })).fields.sendAt).toBe(instant);
  });

  test('stands in the form as it was typed', () => {
    expect(wallText('2026-11-17T08:00:00.000Z', BERLIN)).toBe('2026-11-17T09:00');
    expect(wallText(new Date('2026-07-14T22:30:00.000Z'), BERLIN)).toBe('2026-07-15T00:30');
  });
});
