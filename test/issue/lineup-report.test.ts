import { expect, it } from 'vitest';
import { lineupReport } from '#issue/lineup-report.ts';
import { selectLineup } from '#selection/select-lineup.ts';
import { aCatalog, aPairing } from '../builders/catalog-builders.ts';
import { aContext } from '../selection/selection-context.ts';

const catalog = aCatalog({
  pairings: [
    aPairing('alpha', 'beta'),
    aPairing('beta', 'gamma', { publishedOn: '2026-11-12' }),
    aPairing('later', 'than', { publishedOn: '2026-12-01' }),
    aPairing('long', 'ago', { publishedOn: '2026-01-01' }),
  ],
});
const selection = selectLineup(aContext(catalog), new Map());
const report = lineupReport(selection, ['data/tools/x.json:3:4 name: is missing']);

it('A chosen pairing is reported with its points and every part of them', () => {
  const [candidate] = selection.chosen;
  expect(report.chosen).toEqual([{ pairing: 'alpha-vs-beta', points: candidate?.points, parts: candidate?.parts }]);
  expect(candidate?.parts.length).toBeGreaterThan(3);
});

it('A refused pairing is reported with its rule and reason, and with points where it had any', () => {
  expect(report.refused).toEqual([
    {
      pairing: 'later-vs-than',
      rule: 'not yet published',
      reason: "published 2026-12-01, after this issue's cutoff 2026-11-17",
    },
    {
      pairing: 'beta-vs-gamma',
      rule: 'same tool twice',
      reason: 'beta is already in this issue',
      points: selection.refused.find(({ rule }) => rule === 'same tool twice')?.points,
    },
  ]);
});

it('Pairings of earlier issues are not repeated', () => {
  expect(selection.refused.map(({ rule }) => rule)).toContain('earlier issue');
  expect(JSON.stringify(report)).not.toContain('long-vs-ago');
});

it('What the data lacked is kept as an editor reads it', () => {
  expect(report.leftOut).toEqual(['data/tools/x.json:3:4 name: is missing']);
});

it('Stored as JSON and read back, the report is the same', () => {
  expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report);
});
