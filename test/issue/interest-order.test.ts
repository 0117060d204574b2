import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inInterestOrder, interestOrder, interestOrders, ORDERS_MOST } from '#issue/interest-order.ts';
import { lineupIn } from '../builders/interest-builders.ts';
import { aContent } from '../builders/issue-builders.ts';

const lineup = lineupIn('Search', 'Agents', 'Voice', 'Search');

describe('A reader who chose categories', () => {
  it('reads pairings with a tool in one of them first, each part in the issue’s own order', () => {
    expect(interestOrder(lineup, ['Voice'])).toBe('2-0-1-3');
    expect(interestOrder(lineup, ['Voice', 'Agents'])).toBe('1-2-0-3');
    expect(interestOrder(lineup, ['Search'])).toBe('0-3-1-2');
  });

  it('is interested in a pairing for either of its tools', () => {
    expect(interestOrder(lineupIn('Search', ['Search', 'Voice']), ['Voice'])).toBe('1-0');
  });

  it('reads the issue’s own order where the choice changes nothing', () => {
    for (const chosen of [[], ['No such'], ['search'], ['Search', 'Agents', 'Voice'], ['Search', 'Agents']])
      expect(interestOrder(lineupIn('Search', 'Agents', 'Voice'), chosen)).toBeUndefined();
    expect(interestOrder([], ['Search'])).toBeUndefined();
  });

  it('reads every pairing once, whatever they chose', () => {
    const categories = fc.constantFrom('Search', 'Agents', 'Voice', 'Image');
    fc.assert(
      fc.property(fc.array(categories, { maxLength: 12 }), fc.array(categories), (ofLineup, chosen) => {
        const pairings = lineupIn(...ofLineup);
        const order = interestOrder(pairings, chosen);
        const read = order === undefined ? pairings : inInterestOrder(aContent({ lineup: pairings }), order).lineup;
        expect(new Set(read)).toEqual(new Set(pairings));
        expect(read).toHaveLength(pairings.length);
      }),
    );
  });
});

describe('An issue in another order', () => {
  it('says the same, with its pairings moved', () => {
    const content = aContent({ lineup });
    const moved = inInterestOrder(content, '2-0-1-3');
    expect(moved).toEqual({ ...content, lineup: [lineup[2], lineup[0], lineup[1], lineup[3]] });
  });

  it('is not made from an order of other pairings', () => {
    for (const order of ['0-1-2', '0-1-2-4', '0-1-2-3-0', ''])
      expect(() => inInterestOrder(aContent({ lineup }), order)).toThrow('no order');
  });
});

describe('The orders that come of what readers chose', () => {
  it('are few, each with all of its readers, the most read first', () => {
    const choices = [
      { categories: ['Agents'], readers: 3 },
      { categories: ['Voice'], readers: 2 },
      { categories: ['Voice', 'No such'], readers: 2 },
      { categories: ['Search', 'Agents', 'Voice'], readers: 50 },
    ];
    expect(interestOrders(lineup, choices)).toEqual([
      { order: '2-0-1-3', readers: 4 },
      { order: '1-0-2-3', readers: 3 },
    ]);
  });

  it('are limited to those with the most readers', () => {
    const names = Array.from({ length: ORDERS_MOST + 5 }, (_, index) => `Category ${index}`);
    const choices = names.map((name, index) => ({ categories: [name], readers: index + 1 }));
    const orders = interestOrders(lineupIn('Lead', ...names), choices);
    expect(orders.map(({ readers }) => readers)).toEqual(
      Array.from({ length: ORDERS_MOST }, (_, index) => names.length - index),
    );
  });
});
