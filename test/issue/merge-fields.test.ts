import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldName, IssueFields } from '#issue/issue-fields.ts';
import { mergeFields } from '#issue/merge-fields.ts';
import { someFields } from './a-shelf.ts';

const base = someFields();

describe('Two edits of one issue', () => {
  it('are both kept where they changed different fields', () => {
    const merge = mergeFields(base, someFields({ subject: 'Theirs' }), someFields({ note: 'Mine' }));
    expect(merge).toEqual({ fields: someFields({ subject: 'Theirs', note: 'Mine' }), clashes: [] });
  });

  it('are told apart where they changed the same field, mine on top', () => {
    const merge = mergeFields(base, someFields({ subject: 'Theirs', note: 'x' }), someFields({ subject: 'Mine' }));
    expect(merge).toEqual({ fields: someFields({ subject: 'Mine', note: 'x' }), clashes: ['subject'] });
  });

  it('do not clash where both wrote the same', () => {
    const same = someFields({ sponsor: { label: 'Sponsor', markdown: 'Buy it.' } });
    const again = someFields({ sponsor: { markdown: 'Buy it.', label: 'Sponsor' } });
    expect(mergeFields(base, same, again).clashes).toEqual([]);
  });

  it('keep what one of them took away', () => {
    const sponsored = someFields({
      sponsor: { label: 'Sponsor', markdown: 'Buy it.' },
      sendAt: '2026-11-18T08:00:00.000Z',
    });
    const merge = mergeFields(sponsored, { ...sponsored, sponsor: undefined }, { ...sponsored, sendAt: undefined });
    expect(merge.fields).toMatchObject({ sponsor: undefined, sendAt: undefined });
  });

  it('list their clashes in the order in which editors see the fields', () => {
    const theirs = someFields({ sendAt: 'a', note: 'a', subject: 'a', lineup: ['a'] });
    const mine = someFields({ note: 'b', sendAt: 'b', lineup: ['b'], subject: 'b' });
    expect(mergeFields(base, theirs, mine).clashes).toEqual(['subject', 'lineup', 'note', 'sendAt']);
  });
});

it('Where nobody knows what I started from, whatever differs may be a change of either', () => {
  const theirs = someFields({ subject: 'Theirs', note: 'x' });
  const merge = mergeFields(undefined, theirs, someFields({ subject: 'Mine' }));
  expect(merge).toEqual({ fields: someFields({ subject: 'Mine' }), clashes: ['subject', 'note'] });
});

const word = fc.constantFrom('', 'a', 'b', 'c');
const anyFields: fc.Arbitrary<IssueFields> = fc.record({
  subject: word,
  preheader: word,
  note: word,
  lineup: fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
  sponsor: fc.option(fc.record({ label: word, markdown: word }), { nil: undefined }),
  sendAt: fc.option(word, { nil: undefined }),
});

/** JSON tells these values apart, and nothing else has to. */
const written = (fields: IssueFields, name: FieldName) => JSON.stringify(fields[name] ?? null);

describe('Whatever two editors change', () => {
  it('no change of either is lost unless both changed the same field, which is then listed', () => {
    fc.assert(
      fc.property(anyFields, anyFields, anyFields, (start, theirs, mine) => {
        const { fields, clashes } = mergeFields(start, theirs, mine);
        for (const name of Object.keys(start) as FieldName[]) {
          const [was, their, my, is] = [start, theirs, mine, fields].map((one) => written(one, name));
          if (my !== was) expect(is).toBe(my);
          else expect(is).toBe(their);
          expect(clashes.includes(name)).toBe(my !== was && their !== was && my !== their);
        }
      }),
    );
  });

  it('who of them saves first changes nothing where they do not clash', () => {
    fc.assert(
      fc.property(anyFields, anyFields, anyFields, (start, one, other) => {
        const [merge, turned] = [mergeFields(start, one, other), mergeFields(start, other, one)];
        expect(turned.clashes).toEqual(merge.clashes);
        if (merge.clashes.length === 0) expect(turned.fields).toEqual(merge.fields);
      }),
    );
  });
});
