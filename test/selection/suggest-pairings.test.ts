import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stance } from '#catalog/review.ts';
import type { Entry, Tool } from '#catalog/tool.ts';
import { suggestPairings, unpairedTools } from '#selection/suggest-pairings.ts';
import { aCatalog, aPairing, aTool, reviewsOf } from '../builders/catalog-builders.ts';
import { inAnyOrder } from './catalog-arbitrary.ts';

/** `a+b 75` for each suggestion, in their order. */
function suggestions(catalog: Parameters<typeof suggestPairings>[0]): string[] {
  return suggestPairings(catalog).map(({ tools, points }) => `${tools.map(({ slug }) => slug).join('+')} ${points}`);
}

describe('Tools without a pairing', () => {
  it('are those that stand on no side of any', () => {
    const catalog = aCatalog({ pairings: [aPairing('a', 'b')], tools: [aTool('c'), aTool('d')] });
    expect(unpairedTools(catalog).map(({ slug }) => slug)).toEqual(['c', 'd']);
  });
});

describe('Suggestions', () => {
  it('are none when fewer than two tools are without a pairing', () => {
    expect(suggestPairings(aCatalog({}))).toEqual([]);
    expect(suggestPairings(aCatalog({ pairings: [aPairing('a', 'b')], tools: [aTool('c')] }))).toEqual([]);
  });

  it('leave paired tools alone', () => {
    const catalog = aCatalog({ pairings: [aPairing('a', 'b')], tools: [aTool('c'), aTool('d')] });
    expect(suggestPairings(catalog)[0]?.tools.map(({ slug }) => slug)).toEqual(['c', 'd']);
  });

  it('say every reason there is, with the points they make', () => {
    const a = aTool('a', { vendor: 'One', launchedOn: '2026-01-01' });
    const b = aTool('b', {
      vendor: 'Two',
      launchedOn: '2025-01-01',
      entry: { model: 'paid', checkedOn: '2026-11-01' },
    });
    const reviews = [...reviewsOf('a', ['ship', 'ship', 'ship']), ...reviewsOf('b', ['skip', 'skip', 'skip'])];
    expect(suggestPairings(aCatalog({ tools: [a, b], reviews }))).toEqual([
      {
        tools: [a, b],
        points: 120,
        reasons: [
          'same category',
          'different vendors',
          'different entry prices',
          'the panel is of two minds',
          'launched within a year of each other',
        ],
      },
    ]);
  });

  it.each<[string, Partial<Parameters<typeof aTool>[1]>, number]>([
    ['same category', { category: 'Video' }, 60],
    ['different vendors', { vendor: 'One' }, 15],
    ['launched within a year of each other', { launchedOn: '2024-12-31' }, 10],
  ])('do not say "%s" of two tools for which it does not hold', (reason, changes, points) => {
    const [a, b] = [
      aTool('a', { vendor: 'One', launchedOn: '2026-01-01' }),
      aTool('b', { launchedOn: '2026-01-01', ...changes }),
    ];
    const [found] = suggestPairings(aCatalog({ tools: [a, b] }));
    expect(found?.reasons).not.toContain(reason);
    expect(found?.points).toBe(60 + 15 + 10 - points);
  });

  it('leave out two tools that nothing speaks for', () => {
    const a = aTool('a', { vendor: 'One', launchedOn: '2026-01-01' });
    const b = aTool('b', { vendor: 'One', launchedOn: '2020-01-01', category: 'Video' });
    expect(suggestPairings(aCatalog({ tools: [a, b] }))).toEqual([]);
  });

  it('give up the best couple when the others it leaves alone are worth more together', () => {
    const tool = (slug: string, vendor: string, model: Entry['model'], launchedOn: string) =>
      aTool(slug, { category: slug, vendor, launchedOn, entry: { model, checkedOn: '2026-11-01' } });
    // b and c are worth 60, but leave a and d with nothing; a and b are worth 50, and so are c and d.
    const tools = [
      tool('a', 'One', 'free', '2024-01-01'),
      tool('b', 'Two', 'paid', '2025-03-01'),
      tool('c', 'Three', 'contact', '2025-09-01'),
      tool('d', 'One', 'free', '2027-01-01'),
    ];
    const stances: Stance[][] = [['ship'], ['ship', 'skip'], ['skip'], ['ship']];
    const reviews = tools.flatMap(({ slug }, index) => reviewsOf(slug, stances[index] ?? []));
    const catalog = aCatalog({ tools, reviews });
    expect(suggestions({ ...catalog, tools: new Map(tools.slice(1, 3).map((each) => [each.slug, each])) })).toEqual([
      'b+c 60',
    ]);
    expect(suggestions(catalog)).toEqual(['a+b 50', 'c+d 50']);
  });

  it('stand with the best first', () => {
    const categories = { a: 'Video', b: 'Video', c: 'Search', d: 'Search', e: 'Voice', f: 'Voice' };
    const tools = Object.entries(categories).map(([slug, category]) =>
      aTool(slug, { category, vendor: slug < 'c' ? 'One' : `${slug} Inc` }),
    );
    expect(suggestions(aCatalog({ tools }))).toEqual(['c+d 85', 'e+f 85', 'a+b 70']);
  });
});

describe('Against trying every set of couples', () => {
  const anyTool = fc.record({
    category: fc.constantFrom('Search', 'Video', 'Voice'),
    vendor: fc.constantFrom('One', 'Two'),
    launchedOn: fc.constantFrom('2026-01-01', '2024-01-01'),
    model: fc.constantFrom('free' as const, 'paid' as const),
    stance: fc.constantFrom<Stance>('ship', 'skip'),
  });
  const anyCatalog = fc.array(anyTool, { maxLength: 8 }).map((made) => {
    const named = made.map((tool, index) => ({ slug: `t${index}`, ...tool }));
    return aCatalog({
      tools: named.map(({ slug, category, vendor, launchedOn, model }) =>
        aTool(slug, { category, vendor, launchedOn, entry: { model, checkedOn: '2026-11-01' } }),
      ),
      reviews: named.flatMap(({ slug, stance }) => reviewsOf(slug, [stance, 'ship'])),
    });
  });

  /** The most points that any set of couples makes: the first tool stays alone, or goes with any of the others. */
  function mostPoints([first, ...others]: readonly Tool[], worth: (a: Tool, b: Tool) => number): number {
    if (!first) return 0;
    const coupled = others.map(
      (mate) =>
        worth(first, mate) +
        mostPoints(
          others.filter((other) => other !== mate),
          worth,
        ),
    );
    return Math.max(mostPoints(others, worth), ...coupled);
  }

  it('no set is worth more, and no tool stands in two suggestions', () => {
    fc.assert(
      fc.property(anyCatalog, (catalog) => {
        const worth = (a: Tool, b: Tool) =>
          suggestPairings({ ...catalog, tools: new Map([a, b].map((tool) => [tool.slug, tool])) })[0]?.points ?? 0;
        const found = suggestPairings(catalog);
        const total = found.reduce((sum, { points }) => sum + points, 0);
        expect(total).toBe(mostPoints([...catalog.tools.values()], worth));
        const tools = found.flatMap((each) => each.tools.map(({ slug }) => slug));
        expect(new Set(tools).size).toBe(tools.length);
      }),
      { numRuns: 150 },
    );
  });

  it('the order of files does not change what the suggestions are worth', () => {
    const reordered = anyCatalog.chain((catalog) => fc.tuple(fc.constant(catalog), inAnyOrder([...catalog.tools])));
    fc.assert(
      fc.property(reordered, ([catalog, tools]) => {
        const worth = (found: ReturnType<typeof suggestPairings>) => found.reduce((sum, { points }) => sum + points, 0);
        expect(worth(suggestPairings({ ...catalog, tools: new Map(tools) }))).toBe(worth(suggestPairings(catalog)));
      }),
    );
  });
});
