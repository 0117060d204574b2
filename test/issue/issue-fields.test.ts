import { describe, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { type Filling, fieldsOf, type IssueFields, withFields } from '#issue/issue-fields.ts';
import { aContent } from '../builders/issue-builders.ts';
import { aShelf, someFields } from './a-shelf.ts';

const content = aContent();

function filled(fields: IssueFields, from = content, shelf = aShelf()) {
  const filling: Filling = withFields(from, fields, shelf);
  if (filling.kind !== 'filled') throw new Error(JSON.stringify(filling));
  return filling.content;
}

describe('The fields of an issue', () => {
  it('are what an editor can change, its lineup by name', () => {
    const sponsor = { label: 'Sponsor', markdown: 'Buy it.' };
    const fields = fieldsOf({ content: aContent({ sponsor, note: 'Hello.' }), sendAt: '2026-11-18T08:00:00.000Z' });
    expect(fields).toEqual({
      subject: 'Alpha or Beta?',
      preheader: 'Also this week: Gamma vs Delta, with the panel’s calls.',
      note: 'Hello.',
      sponsor,
      lineup: ['alpha-vs-beta', 'gamma-vs-delta'],
      sendAt: '2026-11-18T08:00:00.000Z',
    });
  });

  it('that nobody changed make the same content', () => {
    const full = aContent({ note: 'Hello.', sponsor: { label: 'Sponsor', markdown: 'Buy it.' } });
    expect(filled(fieldsOf({ content: full }), full)).toStrictEqual(full);
    expect(filled(someFields())).toStrictEqual(content);
  });
});

describe('An issue with other fields', () => {
  it('says the new words and keeps what is computed', () => {
    const words = { subject: 'Beta!', preheader: 'And more.', note: 'A *note*.' };
    expect(filled(someFields(words))).toStrictEqual({ ...content, ...words });
  });

  it('has a sponsor, or none any more', () => {
    const sponsor = { label: 'Partner', markdown: 'Buy it.' };
    const sponsored = filled(someFields({ sponsor }));
    expect(sponsored.sponsor).toEqual(sponsor);
    expect(filled(someFields({ sponsor: undefined }), sponsored)).not.toHaveProperty('sponsor');
  });

  it('carries the day of the shelf', () => {
    expect(filled(someFields(), content, aShelf({ date: plainDate('2026-11-19') })).date).toBe('2026-11-19');
  });

  it('has its pairings in the new order, those it had with the verdicts that editors read', () => {
    const { lineup } = filled(someFields({ lineup: ['epsilon-vs-zeta', 'gamma-vs-delta', 'alpha-vs-beta'] }));
    expect(lineup.map(({ sides: [a] }) => a.tool.tagline)).toEqual([
      'New epsilon',
      'What gamma does',
      'What alpha does',
    ]);
  });

  it('has each pairing once, although it was named twice', () => {
    const { lineup } = filled(someFields({ lineup: ['gamma-vs-delta', 'alpha-vs-beta', 'gamma-vs-delta'] }));
    expect(lineup.map(({ pairing }) => pairing.slug)).toEqual(['gamma-vs-delta', 'alpha-vs-beta']);
  });

  it('is refused with pairings that nobody knows, each by its name and where to mend it', () => {
    const filling = withFields(content, someFields({ lineup: ['no-vs-body', 'alpha-vs-beta', 'x'] }), aShelf());
    expect(filling).toMatchObject({
      kind: 'refused',
      problems: [
        { field: 'lineup', problem: 'there is no pairing no-vs-body with both its tools' },
        { field: 'lineup', problem: 'there is no pairing x with both its tools' },
      ],
    });
  });

  it('is refused without a pairing', () => {
    expect(withFields(content, someFields({ lineup: [] }), aShelf())).toMatchObject({
      kind: 'refused',
      problems: [{ field: 'lineup', problem: 'is empty' }],
    });
  });

  it('leaves the content it was made from as it was', () => {
    const before = structuredClone(content);
    filled(someFields({ note: 'x', lineup: ['gamma-vs-delta'] }));
    expect(content).toStrictEqual(before);
  });
});
