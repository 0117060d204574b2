import { describe, expect, test } from 'vitest';
import { aReview, aTool } from '../builders/catalog-builders.ts';
import { type Changes, DELTA, faultLines, inPairing, inTool, json, PAIRING, replacing } from './data-folder.ts';

const pairingOf = (a: string, b: string) => json({ tools: [a, b], publishedOn: '2026-11-17' });
const withCall = (ship: string) =>
  replacing('"2026-11-17"', `"2026-11-17",\n  "call": { "ship": "${ship}", "reason": "it is." }`);

type Row = [what: string, changes: Changes, ...lines: string[]];

const rows: Record<string, Row[]> = {
  'a file that is not named after what it holds': [
    [
      'a tool',
      Object.fromEntries([inTool('"slug": "delta"', '"slug": "epsilon"')]),
      'data/tools/delta.json:1:1 is not named after what it holds (expected tools/epsilon.json)',
    ],
    [
      'a tool in a folder',
      { 'tools/more/eta.json': json(aTool('eta')) },
      'data/tools/more/eta.json:1:1 is not named after what it holds (expected tools/eta.json)',
    ],
    [
      'a tool with another ending',
      { 'tools/eta.txt': json(aTool('eta')) },
      'data/tools/eta.txt:1:1 is not named after what it holds (expected tools/eta.json)',
    ],
    [
      'a review',
      { 'reviews/delta/builder.json': json(aReview('delta', 'founder', 'skip')) },
      'data/reviews/delta/builder.json:1:1 is not named after what it holds (expected reviews/delta/founder.json)',
    ],
    [
      'a pairing',
      { 'pairings/gamma-vs-alpha.json': pairingOf('alpha', 'gamma') },
      'data/pairings/gamma-vs-alpha.json:1:1 is not named after what it holds (expected pairings/alpha-vs-gamma.json)',
    ],
  ],
  'a slug that two tools have': [
    [
      'the second of them',
      Object.fromEntries([inTool('"slug": "delta"', '"slug": "alpha"')]),
      'data/tools/delta.json:1:1 is not named after what it holds (expected tools/alpha.json)',
      'data/tools/delta.json:2:11 slug: "alpha" is already the slug in data/tools/alpha.json (each tool its own slug)',
    ],
  ],
  'a category that there is not': [
    [
      'close to one',
      Object.fromEntries([inTool('Developer Tools', 'Developper Tools')]),
      'data/tools/delta.json:5:15 category: "Developper Tools" is not a category (did you mean "Developer Tools"?)',
    ],
    [
      'close to none',
      Object.fromEntries([inTool('Developer Tools', 'Cooking')]),
      'data/tools/delta.json:5:15 category: "Cooking" is not a category (add it to categories.json)',
    ],
  ],
  'a review': [
    [
      'of a tool that looks like a slip',
      { 'reviews/alpa/builder.json': json(aReview('alpa', 'builder', 'ship')) },
      'data/reviews/alpa/builder.json:2:11 tool: there is no tool "alpa" (did you mean "alpha"?)',
    ],
    [
      'of a tool nobody has heard of',
      { 'reviews/zzzzzzzz/builder.json': json(aReview('zzzzzzzz', 'builder', 'ship')) },
      'data/reviews/zzzzzzzz/builder.json:2:11 tool: there is no tool "zzzzzzzz"',
    ],
    [
      'by a reviewer that looks like a slip',
      { 'reviews/delta/skeptc.json': json(aReview('delta', 'skeptc', 'ship')) },
      'data/reviews/delta/skeptc.json:3:15 reviewer: there is no reviewer "skeptc" (did you mean "skeptic"?)',
    ],
    [
      'by somebody who is not on the panel',
      { 'reviews/delta/astronaut.json': json(aReview('delta', 'astronaut', 'ship')) },
      'data/reviews/delta/astronaut.json:3:15 reviewer: there is no reviewer "astronaut" (see panel.json)',
    ],
  ],
  'a pairing': [
    [
      'of a tool with itself',
      { 'pairings/delta-vs-delta.json': pairingOf('delta', 'delta') },
      'data/pairings/delta-vs-delta.json:4:5 tools[1]: is the same tool again (a pairing needs two tools)',
    ],
    [
      'of the same two tools the other way round',
      { 'pairings/beta-vs-alpha.json': pairingOf('beta', 'alpha') },
      'data/pairings/beta-vs-alpha.json:2:12 tools: the same two tools are already paired in data/pairings/alpha-vs-beta.json (two tools meet once)',
    ],
    [
      'of two tools that there are not',
      { 'pairings/alfa-vs-omicron.json': pairingOf('alfa', 'omicron') },
      'data/pairings/alfa-vs-omicron.json:3:5 tools[0]: there is no tool "alfa" (did you mean "alpha"?)',
      'data/pairings/alfa-vs-omicron.json:4:5 tools[1]: there is no tool "omicron"',
    ],
    [
      'whose call is for a third tool',
      { [PAIRING]: withCall('gamma') },
      'data/pairings/alpha-vs-beta.json:7:21 call.ship: "gamma" is not one of the two tools (one of alpha, beta, both, neither)',
    ],
    [
      'whose call is for a slip',
      { [PAIRING]: withCall('nether') },
      'data/pairings/alpha-vs-beta.json:7:21 call.ship: "nether" is not one of the two tools (did you mean "neither"?)',
    ],
  ],
};

describe.each(Object.entries(rows))('%s', (_, cases) => {
  test.each(cases)('%s is told at its place', async (_, changes, ...lines) => {
    expect(await faultLines(changes)).toEqual(lines);
  });
});

test.each(['alpha', 'beta', 'both', 'neither'])('a call for %s is no fault', async (ship) => {
  expect(await faultLines({ [PAIRING]: withCall(ship) })).toEqual([]);
});

test('each tool may meet each other tool', async () => {
  expect(
    await faultLines({
      'pairings/alpha-vs-gamma.json': pairingOf('alpha', 'gamma'),
      'pairings/gamma-vs-beta.json': pairingOf('gamma', 'beta'),
      'pairings/delta-vs-alpha.json': pairingOf('delta', 'alpha'),
    }),
  ).toEqual([]);
});

test('a file with faults against several rules is told each of them', async () => {
  const [, change] = inPairing('"alpha"', '"beta"');
  expect(await faultLines({ [PAIRING]: change, [DELTA]: null })).toEqual([
    'data/pairings/alpha-vs-beta.json:1:1 is not named after what it holds (expected pairings/beta-vs-beta.json)',
    'data/pairings/alpha-vs-beta.json:4:5 tools[1]: is the same tool again (a pairing needs two tools)',
  ]);
});
