import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { contentDifference, type Difference } from '#issue/content-difference.ts';
import type { IssueContent } from '#issue/issue-content.ts';
import { computeVerdict } from '#verdict/verdict.ts';
import { aCorrection, aSpecial } from '../builders/beside-builders.ts';
import { aCatalog, aPairing, aReview, aTool } from '../builders/catalog-builders.ts';
import { aContent } from '../builders/issue-builders.ts';

/** `Subject: [-Alpha-] [+Beta+] or ...`, as an editor reads it. */
function read({ what, pieces }: Difference): string {
  const marks = { same: ['', ''], gone: ['[-', '-]'], new: ['[+', '+]'] } as const;
  return `${what}: ${pieces.map(({ kind, text }) => `${marks[kind][0]}${text}${marks[kind][1]}`).join('')}`;
}

const differences = (before: IssueContent, after: IssueContent) => contentDifference(before, after).map(read);

const content = aContent();

/** The sample issue with its lead computed anew from other facts. */
function withLead(change: {
  tool?: Partial<Parameters<typeof aTool>[1]>;
  quote?: string;
  ship?: string;
  angle?: string;
}) {
  const { angle, ship } = change;
  const call = ship === undefined ? {} : { call: { ship, reason: 'it is simpler.' } };
  const pairing = aPairing('alpha', 'beta', { ...call, ...(angle === undefined ? {} : { angle }) });
  const reviews = change.quote === undefined ? [] : [aReview('alpha', 'builder', 'skip', change.quote)];
  const catalog = aCatalog({ pairings: [pairing], tools: [aTool('alpha', change.tool)], reviews });
  return aContent({ lineup: [computeVerdict(catalog, new Map(), pairing), content.lineup[1]!] });
}

describe('What makes one content another', () => {
  it('is nothing when it is the same', () => {
    for (const same of [content, aSpecial(), aCorrection()])
      expect(contentDifference(same, structuredClone(same))).toEqual([]);
  });

  it.each<[string, IssueContent, string[]]>([
    ['the subject', aContent({ subject: 'Alpha or Gamma?' }), ['Subject: Alpha or [-Beta-][+Gamma+]?']],
    ['the day', aContent({ date: plainDate('2026-11-18') }), ['Date: 2026-11-[-17-][+18+]']],
    ['a note that came', aContent({ note: 'Hello.' }), ['Editor’s note: [+Hello.+]']],
    [
      'a sponsor that came',
      aContent({ sponsor: { label: 'Sponsor', markdown: 'Buy it.' } }),
      ['Sponsor: [+Sponsor\nBuy it.+]'],
    ],
    [
      'the order of the lineup',
      aContent({ lineup: content.lineup.toReversed() }),
      ['Lineup: [-Alpha vs Beta\n-]Gamma vs Delta\n[+Alpha vs Beta\n+]'],
    ],
    [
      'a pairing taken out',
      aContent({ lineup: content.lineup.slice(0, 1) }),
      ['Lineup: Alpha vs Beta\n[-Gamma vs Delta\n-]'],
    ],
    [
      'how the panel works',
      aContent({ panelMethod: 'Editorial personas each say why.' }),
      [expect.stringContaining('How the panel works: ')],
    ],
    [
      'what readers said',
      aContent({
        youSaid: {
          pairing: aPairing('alpha', 'beta').slug,
          tool: aTool('alpha'),
          panelPercent: 40,
          communityPercent: 80,
          votes: 10,
        },
      }),
      ['You said: [+80% of 10 readers would ship Alpha; the panel said 40%.+]'],
    ],
  ])('can be read: %s', (_, after, expected) => {
    expect(differences(content, after)).toEqual(expected);
  });

  it.each<[string, IssueContent, string]>([
    ['a quote', withLead({ quote: 'it lost my branch twice, and I want it back' }), 'it lost my branch twice'],
    ['a call', withLead({ ship: 'beta' }), '[+Call by the editor: ship beta: it is simpler.\n+]'],
    [
      'a price',
      withLead({ tool: { entry: { model: 'paid', price: 'from $20/mo', checkedOn: '2026-11-01' } } }),
      '[+Alpha: Paid, from $20/mo, as of 2026-11-01\n+]',
    ],
    [
      'the day of a price',
      withLead({ tool: { entry: { model: 'free', checkedOn: '2026-11-15' } } }),
      'as of 2026-11-15',
    ],
    ['a tagline', withLead({ tool: { tagline: 'Writes code at night' } }), '[+Alpha: Writes code at night\n+]'],
    ['why these two', withLead({ angle: 'Both run on a laptop.' }), '[+Why these two: Both run on a laptop.\n+]'],
  ])('can be read of a verdict under the names of its tools: %s', (_, after, expected) => {
    const [difference, ...others] = differences(content, after);
    expect(others).toEqual([]);
    expect(difference).toMatch(/^Alpha vs Beta: /);
    expect(difference).toContain(expected);
  });

  it('shows several at once, each under its own name', () => {
    const after = aContent({ subject: 'Other?', preheader: 'Else.', note: 'Hello.', lineup: content.lineup.slice(1) });
    expect(contentDifference(content, after).map(({ what }) => what)).toEqual([
      'Subject',
      'Preheader',
      'Lineup',
      'Editor’s note',
    ]);
  });

  it('can be read of what is mailed beside the week', () => {
    const mjml = aSpecial().mjml.replace('Hello.', 'Goodbye.');
    expect(differences(aSpecial(), aSpecial({ mjml }))).toEqual([expect.stringContaining('Goodbye.')]);
    const words = 'We said Alpha is free.\n\nIt costs 30 dollars a month.';
    expect(differences(aCorrection(), aCorrection({ words }))).toEqual([
      'Words: We said Alpha is free.\n\n[-It costs 20 dollars a month.-][+It costs 30 dollars a month.+]',
    ]);
  });
});

it('A text of which nothing is left is said as a whole, and at once', () => {
  const [was, is] = ['a '.repeat(5000), 'b '.repeat(5000)];
  const started = performance.now();
  const [note] = contentDifference(aContent({ note: was }), aContent({ note: is }));
  expect(note?.pieces).toEqual([
    { kind: 'gone', text: was },
    { kind: 'new', text: is },
  ]);
  const words = (by: number) => Array.from({ length: 30_000 }, (_, index) => `${(index * by) % 10_007}\n`).join('');
  const [mjml] = contentDifference(aSpecial({ mjml: words(7) }), aSpecial({ mjml: words(11) }));
  expect(mjml?.pieces).toHaveLength(2);
  expect(performance.now() - started).toBeLessThan(2_000);
});

it('A long text with a few changes is still said piece by piece', () => {
  const was = Array.from({ length: 1500 }, (_, index) => `word${index}`).join(' ');
  const [note] = contentDifference(aContent({ note: was }), aContent({ note: was.replaceAll(/word\d*55/g, 'other') }));
  expect(note?.pieces.length).toBeGreaterThan(20);
});

it('Both contents can be read out of the pieces, whatever an editor writes', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  fc.assert(
    fc.property(text, text, text, text, (subject, note, otherSubject, otherNote) => {
      const [before, after] = [aContent({ subject, note }), aContent({ subject: otherSubject, note: otherNote })];
      const found = contentDifference(before, after);
      expect(found.some(({ what }) => what === 'Subject')).toBe(subject !== otherSubject);
      expect(found.some(({ what }) => what === 'Editor’s note')).toBe(note !== otherNote);
      for (const { what, pieces } of found) {
        const without = (kind: 'gone' | 'new') =>
          pieces.flatMap((piece) => (piece.kind === kind ? [] : [piece.text])).join('');
        expect(without('gone')).toBe(what === 'Subject' ? otherSubject : otherNote);
        if (what === 'Subject') expect(without('new').replace(/\s+/g, '')).toBe(subject.replace(/\s+/g, ''));
      }
    }),
    { numRuns: 300 },
  );
});

it('A change of any fact of a verdict is seen', () => {
  const unseen: string[] = [];
  const tryEvery = (value: object, path: string[]) => {
    for (const [key, inner] of Object.entries(value)) {
      const at = [...path, key];
      if (typeof inner === 'object' && inner !== null) tryEvery(inner, at);
      else if (!computed.test(at.join('.'))) {
        const after = structuredClone(content);
        const holder = path.reduce<Record<string, unknown>>(
          (one, name) => one[name] as never,
          after.lineup[0] as never,
        );
        holder[key] = typeof inner === 'number' ? inner + 1 : `${inner}x`;
        if (contentDifference(content, after).length === 0) unseen.push(at.join('.'));
      }
    }
  };
  // What follows from the others, and what only files and addresses know.
  const computed =
    /^(disagreement|pairing\.(slug|tools|publishedOn)|sides\.\d\.(tool\.slug|panel\.percent|community\.kind)|split\.\d+\.reviewer$)/;
  tryEvery(content.lineup[0]!, []);
  expect(unseen).toEqual([]);
});
