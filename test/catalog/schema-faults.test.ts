import { describe, expect, test } from 'vitest';
import {
  DELTA,
  type FaultRow,
  faultsIn,
  inPairing,
  inReview,
  inTool,
  PAIRING,
  REVIEW,
  replacing,
} from './data-folder.ts';

const TOOL_KEYS = 'slug, name, vendor, category, tagline, description, url, launchedOn, entry, $schema';
const MODELS = '"free", "freemium", "paid", "contact"';

const rows: Record<string, FaultRow[]> = {
  'an unknown key': [
    [
      'that looks like a slip',
      inTool('"vendor"', '"vendr"'),
      '1:1 vendor: is missing',
      '4:3 vendr: is not a known property (did you mean "vendor"?)',
    ],
    [
      'that looks like none there is',
      inTool('"slug"', '"rating": 5, "slug"'),
      `2:3 rating: is not a known property (known are ${TOOL_KEYS})`,
    ],
    [
      'inside an object',
      inTool('"model"', '"modell": "free", "model"'),
      '11:5 entry.modell: is not a known property (did you mean "model"?)',
    ],
    [
      'inside a list',
      ['panel.json', replacing('"slug": "founder"', '"slug": "founder", "nam": "x"')],
      '20:26 reviewers[3].nam: is not a known property (did you mean "name"?)',
    ],
    [
      'that is a word of JavaScript’s own',
      inTool('"slug"', '"__proto__": {}, "slug"'),
      `2:3 __proto__: is not a known property (known are ${TOOL_KEYS})`,
    ],
    [
      'and another',
      inReview('"stance"', '"stanse": 1, "qote": 2, "stance"'),
      '4:3 stanse: is not a known property (did you mean "stance"?)',
      '4:16 qote: is not a known property (did you mean "quote"?)',
    ],
  ],
  'a missing property': [
    ['of the document', inTool('  "name": "Delta",\n', ''), '1:1 name: is missing'],
    ['of an object in it', inTool('"model": "free",', ''), '10:12 entry.model: is missing'],
    [
      'that is an object',
      [DELTA, (sound) => `${sound.slice(0, sound.indexOf(',\n  "entry"'))}\n}`],
      '1:1 entry: is missing',
    ],
    ['of every kind', ['panel.json', '{}'], '1:1 method: is missing', '1:1 reviewers: is missing'],
  ],
  'a wrong type:': [
    ['a number for a text', inTool('"Delta"', '7'), '3:11 name: is a number (expected a text)'],
    ['true for a text', inTool('"Delta"', 'true'), '3:11 name: is a boolean (expected a text)'],
    ['null for a text', inTool('"Delta"', 'null'), '3:11 name: is null (expected a text)'],
    ['a list for a text', inTool('"Delta"', '["Delta"]'), '3:11 name: is a list (expected a text)'],
    ['an object for a text', inTool('"Delta"', '{}'), '3:11 name: is an object (expected a text)'],
    [
      'a text for an object',
      [DELTA, (sound) => sound.replace(/\{\n {4}[^}]*\}/, '"free"')],
      '10:12 entry: is a string (expected an object)',
    ],
    [
      'a text for a list',
      ['categories.json', '{ "categories": "x" }'],
      '1:17 categories: is a string (expected a list)',
    ],
    [
      'a text for two tools',
      [PAIRING, (sound) => sound.replace(/\[[^\]]*\]/, '"alpha"')],
      '2:12 tools: is a string (expected a list)',
    ],
    ['a number for a tool', inPairing('"beta"', '3'), '4:5 tools[1]: is a number (expected a text)'],
    ['a list for the document', [DELTA, '[]'], '1:1 is a list (expected an object)'],
    ['a text for the document', [DELTA, '\n "delta"'], '2:2 is a string (expected an object)'],
  ],
  'a value that is none of those there are,': [
    [
      'but close to one',
      inReview('"ship"', '"shp"'),
      '4:13 stance: is "shp" (expected "ship", "skip"; did you mean "ship"?)',
    ],
    [
      'but for its capitals',
      inTool('"free"', '"Free"'),
      `11:14 entry.model: is "Free" (expected ${MODELS}; did you mean "free"?)`,
    ],
    ['nor close to one', inReview('"ship"', '"undecided"'), '4:13 stance: is "undecided" (expected "ship", "skip")'],
    ['nor even a text', inReview('"ship"', '1'), '4:13 stance: is 1 (expected "ship", "skip")'],
    [
      // Found by fuzzing: data-documents, seed 7.
      'nor anything that could be made a text',
      inReview('"ship"', '{ "toString": null }'),
      '4:13 stance: is {"toString":null} (expected "ship", "skip")',
    ],
  ],
  'a wrong length': [
    ['of a text', inTool('"Delta"', `"${'x'.repeat(61)}"`), '3:11 name: is too long: 61 characters (at most 60)'],
    [
      'of a quote',
      [REVIEW, replacing('builder says ship about alpha, at some length and with a reason.', 'Fine.')],
      '5:12 quote: is too short: 5 characters (at least 40)',
    ],
    ['of nothing', inTool('"Delta"', '""'), '3:11 name: is empty (at least 1 characters)'],
    [
      'of an empty list',
      ['panel.json', '{ "method": "x",\n"reviewers": [] }'],
      '2:14 reviewers: is empty (at least 1 entries)',
    ],
    ['of a pairing of one', inPairing(',\n    "beta"', ''), '2:12 tools: is too short: 1 entries (at least 2)'],
    ['of a pairing of three', inPairing('"beta"', '"beta", "x"'), '2:12 tools: is too long: 3 entries (at most 2)'],
    [
      'of a link',
      inTool('example.org/', `example.org/${'x'.repeat(475)}`),
      '8:10 url: is too long: 501 characters (at most 500)',
    ],
  ],
};

describe.each(Object.entries(rows))('%s', (_, cases) => {
  test.each(cases)('%s is told at its place', async (_, [file, change], ...lines) => {
    expect(await faultsIn(file, change)).toEqual(lines);
  });
});
