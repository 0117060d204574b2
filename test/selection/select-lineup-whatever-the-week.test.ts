import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Selection, selectLineup } from '#selection/select-lineup.ts';
import { inAnyOrder, selectionCase } from './catalog-arbitrary.ts';

function slugsOf({ chosen }: Selection) {
  return chosen.map(({ verdict }) => verdict.pairing.slug);
}

function bySlug(refused: Selection['refused']) {
  return refused.toSorted((a, b) => (a.pairing.slug < b.pairing.slug ? -1 : 1));
}

it('The order of files never matters', () => {
  const reordered = selectionCase.chain((week) =>
    fc.record({
      week: fc.constant(week),
      pairings: inAnyOrder(week.context.catalog.pairings),
      tools: inAnyOrder([...week.context.catalog.tools]),
      reviews: inAnyOrder([...week.context.catalog.reviews]),
      votes: inAnyOrder([...week.votes]),
    }),
  );
  fc.assert(
    fc.property(reordered, ({ week: { context, votes }, ...other }) => {
      const catalog = {
        ...context.catalog,
        pairings: other.pairings,
        tools: new Map(other.tools),
        reviews: new Map(other.reviews),
      };
      const once = selectLineup(context, votes);
      const again = selectLineup({ ...context, catalog }, new Map(other.votes));
      expect(again.chosen).toEqual(once.chosen);
      expect(bySlug(again.refused)).toEqual(bySlug(once.refused));
    }),
    { numRuns: 300 },
  );
});

it('Every pairing is chosen or refused with a reason, and each once', () => {
  fc.assert(
    fc.property(selectionCase, ({ context, votes }) => {
      const selection = selectLineup(context, votes);
      const named = [...slugsOf(selection), ...selection.refused.map(({ pairing }) => pairing.slug)];
      expect(named.toSorted()).toEqual(context.catalog.pairings.map(({ slug }) => slug).toSorted());
      for (const { reason } of selection.refused) expect(reason.length).toBeGreaterThan(10);
    }),
    { numRuns: 300 },
  );
});

it('No chosen pairing breaks a rule, and the best stands first', () => {
  fc.assert(
    fc.property(selectionCase, ({ context, votes }) => {
      const { chosen } = selectLineup(context, votes);
      const categories = new Map<string, number>();
      const tools: string[] = [];
      for (const { verdict } of chosen) {
        const { publishedOn, slug } = verdict.pairing;
        expect(publishedOn > '2026-11-10' && publishedOn <= '2026-11-17').toBe(true);
        expect(context.sentIn.has(slug)).toBe(false);
        for (const each of verdict.sides) {
          expect(context.catalog.tools.has(each.tool.slug)).toBe(true);
          expect(each.panel.ships + each.panel.skips).toBeGreaterThanOrEqual(3);
          tools.push(each.tool.slug);
        }
        for (const category of new Set(verdict.sides.map(({ tool }) => tool.category)))
          categories.set(category, (categories.get(category) ?? 0) + 1);
      }
      expect(new Set(tools).size).toBe(tools.length);
      expect(Math.max(0, ...categories.values())).toBeLessThanOrEqual(2);
      expect(chosen.length).toBeLessThanOrEqual(context.limits.most);
      const points = chosen.map((candidate) => candidate.points);
      expect(points).toEqual(points.toSorted((a, b) => b - a));
    }),
    { numRuns: 300 },
  );
});

it('No sound pairing loses its place without the reason being true', () => {
  fc.assert(
    fc.property(selectionCase, ({ context, votes }) => {
      const selection = selectLineup(context, votes);
      const lineup = selection.chosen.map(({ verdict }) => verdict);
      for (const { pairing, rule, points } of selection.refused.filter((refusal) => refusal.points !== undefined)) {
        const above = lineup.filter((_, index) => (selection.chosen[index]?.points ?? 0) >= (points ?? 0));
        const categories = pairing.tools.map((slug) => context.catalog.tools.get(slug)?.category);
        const inCategory = (category: string | undefined) =>
          above.filter(({ sides }) => sides.some(({ tool }) => tool.category === category)).length;
        const truth: Record<string, boolean> = {
          'same tool twice': above.some((other) => other.pairing.tools.some((slug) => pairing.tools.includes(slug))),
          'category full': categories.some((category) => inCategory(category) >= 2),
          'issue full': above.length === context.limits.most,
        };
        expect(truth[rule]).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
