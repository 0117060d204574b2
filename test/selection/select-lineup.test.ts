import { describe, expect, it } from 'vitest';
import type { Pairing } from '#catalog/pairing.ts';
import { selectLineup } from '#selection/select-lineup.ts';
import { aCatalog, aPairing, aTool } from '../builders/catalog-builders.ts';
import { aContext } from './selection-context.ts';

/** Published this many days before the cutoff: the fresher, the higher it ranks. */
function aged(a: string, b: string, days: number): Pairing {
  return aPairing(a, b, { publishedOn: `2026-11-${17 - days}` });
}

/** Each tool in a category of its own, so that no category fills up. */
function selected(pairings: Pairing[], most = 5) {
  const tools = pairings.flatMap((pairing) =>
    pairing.tools.map((slug) => aTool(slug, { category: `Category ${slug}` })),
  );
  const context = aContext(aCatalog({ pairings, tools }), { limits: { most, fewest: 1 } });
  const { chosen, refused } = selectLineup(context, new Map());
  return {
    chosen: chosen.map(({ verdict }) => verdict.pairing.slug),
    refused: refused.map(({ pairing, rule }) => `${pairing.slug}: ${rule}`).toSorted(),
  };
}

describe('The lineup', () => {
  it('is empty when there is nothing', () => {
    expect(selected([])).toEqual({ chosen: [], refused: [] });
  });

  it('has the pairing with the most points first', () => {
    const { chosen } = selected([aged('a', 'b', 5), aged('c', 'd', 0), aged('e', 'f', 3)]);
    expect(chosen).toEqual(['c-vs-d', 'e-vs-f', 'a-vs-b']);
  });

  it('holds as many as the setting allows, the best of them', () => {
    const pairings = [aged('a', 'b', 5), aged('c', 'd', 0), aged('e', 'f', 3)];
    expect(selected(pairings, 2)).toEqual({ chosen: ['c-vs-d', 'e-vs-f'], refused: ['a-vs-b: issue full'] });
  });

  it('gives the place of a refused pairing to the next best', () => {
    const pairings = [aged('a', 'b', 0), aged('a', 'c', 1), aged('d', 'e', 2), aged('f', 'g', 3)];
    expect(selected(pairings, 2)).toEqual({
      chosen: ['a-vs-b', 'd-vs-e'],
      refused: ['a-vs-c: same tool twice', 'f-vs-g: issue full'],
    });
  });

  it('does not let a refused pairing stand in the way of another', () => {
    const pairings = [aged('a', 'b', 0), aged('b', 'c', 1), aged('c', 'd', 2)];
    expect(selected(pairings)).toEqual({ chosen: ['a-vs-b', 'c-vs-d'], refused: ['b-vs-c: same tool twice'] });
  });

  it('has two pairings of a category, and refuses the third by that name', () => {
    const pairings = [aged('a', 'b', 0), aged('c', 'd', 1), aged('e', 'f', 2)];
    const { chosen, refused } = selectLineup(aContext(aCatalog({ pairings })), new Map());
    expect(chosen.map(({ verdict }) => verdict.pairing.slug)).toEqual(['a-vs-b', 'c-vs-d']);
    expect(refused).toMatchObject([
      { rule: 'category full', reason: '2 pairings of Developer Tools are already in this issue' },
    ]);
  });
});

describe('A refusal', () => {
  const [best, twice, early] = [
    aged('a', 'b', 0),
    aged('a', 'c', 1),
    aPairing('d', 'e', { publishedOn: '2026-11-02' }),
  ];
  const { chosen, refused } = selectLineup(aContext(aCatalog({ pairings: [best, twice, early] })), new Map());

  it('shows the points of a pairing that was ranked and lost its place', () => {
    const [lost] = refused.filter(({ rule }) => rule === 'same tool twice');
    expect(lost).toMatchObject({ pairing: twice, reason: 'a is already in this issue' });
    expect(lost?.points).toBeLessThan(chosen[0]?.points ?? 0);
    expect(lost?.points).toBeGreaterThan(0);
  });

  it('has no points when the pairing was not even a candidate', () => {
    const [lost] = refused.filter(({ rule }) => rule === 'earlier issue');
    expect(lost?.pairing).toEqual(early);
    expect(lost).not.toHaveProperty('points');
  });
});
