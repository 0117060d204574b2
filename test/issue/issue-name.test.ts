import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { issueNameSchema, nextName } from '#issue/issue-name.ts';

const wednesday = plainDate('2026-11-18');

describe('The next name', () => {
  it('is the first of its kind in the week of the day', () => {
    expect(nextName('special', wednesday, [])).toBe('2026-W47-special-1');
    expect(nextName('correction', plainDate('2027-01-03'), [])).toBe('2026-W53-correction-1');
  });

  it('counts on from the highest that is taken, whatever the order, and never fills a gap', () => {
    const taken = ['2026-W47-special-3', '2026-W47-special-10', '2026-W47-special-1'];
    expect(nextName('special', wednesday, taken)).toBe('2026-W47-special-11');
  });

  it('minds neither the week’s issue, nor the other kind, nor other weeks', () => {
    const taken = ['2026-W47', '2026-W47-correction-4', '2026-W46-special-7'];
    expect(nextName('special', wednesday, taken)).toBe('2026-W47-special-1');
  });

  it('is a name, is free and stands in its week, whatever is taken', () => {
    const names = fc.array(fc.integer({ min: 1, max: 900 }).map((number) => `2026-W47-special-${number}`));
    fc.assert(
      fc.property(names, (taken) => {
        const name = nextName('special', wednesday, taken);
        expect(taken).not.toContain(name);
        expect(issueNameSchema.parse(name)).toBe(name);
        expect(name.slice(0, 8)).toBe('2026-W47');
      }),
    );
  });
});

describe('An issue’s name', () => {
  it.each(['2026-W47', '2026-W53', '2026-W47-special-1', '2026-W47-correction-999'])('can be %s', (name) => {
    expect(issueNameSchema.parse(name)).toBe(name);
  });

  it.each([
    '',
    '2026-W54',
    '2026-w47',
    '2026-W47-special',
    '2026-W47-special-0',
    '2026-W47-special-01',
    '2026-W47-special-1000',
    '2026-W47-party-1',
    '2026-W47-special-1/../x',
    '2026-W47-special-1\n',
    ' 2026-W47',
    '<script>',
  ])('cannot be %j, and says how one reads', (name) => {
    const parsed = issueNameSchema.safeParse(name);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.message).toContain('2026-W47-special-1');
  });

  it('sorts by its week as text, the week’s issue before what is beside it', () => {
    const names = ['2026-W47-special-1', '2026-W46', '2026-W47-correction-1', '2026-W47', '2026-W48'];
    expect(names.toSorted()).toEqual([
      '2026-W46',
      '2026-W47',
      '2026-W47-correction-1',
      '2026-W47-special-1',
      '2026-W48',
    ]);
  });
});
