import { describe, expect, test } from 'vitest';
import { type FaultRow, faultsIn, inPairing, inReview, inTool } from './data-folder.ts';

const URL_TEXT = 'https://delta.example.org/';
const NO_SLUG = 'is not a slug (lower-case letters, digits and single hyphens)';

/** Adds to the pairing a call, on the line after its date. */
const withCall = (call: string) => inPairing('"2026-11-17"', `"2026-11-17",\n  "call": ${call}`);

const quoteWith = (written: string) => inReview('at some length', `at some${written}length`);
const quoteTold = (shown: string, problem: string) =>
  `5:12 quote: "builder says ship about alpha, at some${shown}length and with a reason." ${problem}`;

const rows: Record<string, FaultRow[]> = {
  'a date': [
    [
      'that does not exist',
      inPairing('2026-11-17', '2026-11-31'),
      '6:18 publishedOn: "2026-11-31" is a day that does not exist',
    ],
    [
      'of 29 February in a common year',
      inTool('2026-01-15', '2026-02-29'),
      '9:17 launchedOn: "2026-02-29" is a day that does not exist',
    ],
    ['in another notation', inReview('2026-11-02', '2.11.2026'), '6:17 reviewedOn: "2.11.2026" is not a date'],
    ['inside an object', inTool('2026-11-01', 'today'), '12:18 entry.checkedOn: "today" is not a date'],
  ],
  'a link': [
    ['without the s', inTool('https:', 'http:'), '8:10 url: "http://delta.example.org/" is not an https link'],
    ['to somewhere else', inTool('https:', 'ftp:'), '8:10 url: "ftp://delta.example.org/" is not an https link'],
    ['that is none', inTool(URL_TEXT, 'delta dot org'), '8:10 url: "delta dot org" is not an https link'],
    [
      'without a domain',
      inTool('delta.example.org', 'localhost'),
      '8:10 url: "https://localhost/" is not an https link',
    ],
    ['to a number', inTool('delta.example.org', '10.0.0.1'), '8:10 url: "https://10.0.0.1/" is not an https link'],
    [
      'with a user name',
      inTool('https://delta', 'https://me@delta'),
      '8:10 url: "https://me@delta.example.org/" holds a user name or password',
    ],
    [
      'with only a password',
      inTool('https://delta', 'https://:pw@delta'),
      '8:10 url: "https://:pw@delta.example.org/" holds a user name or password',
    ],
  ],
  'a text': [
    ['with a bell in it', quoteWith('\\u0007'), quoteTold('\\u0007', 'holds the control character U+0007')],
    ['with a line break', quoteWith('\\n'), quoteTold('\\n', 'holds the control character U+000A')],
    ['with a delete', quoteWith('\\u007f'), quoteTold('\\u007f', 'holds the control character U+007F')],
    [
      'with a control character of 8 bits',
      quoteWith('\\u009b'),
      quoteTold('\\u009b', 'holds the control character U+009B'),
    ],
    ['with a line separator', quoteWith('\u2028'), quoteTold('\u2028', 'holds the control character U+2028')],
    ['with a raw tab', quoteWith('\t'), '5:12 is not JSON: a control character inside a string'],
    [
      'written from right to left',
      inTool('"Delta"', '"\\u202eDelta"'),
      '3:11 name: "\u202eDelta" holds the control character U+202E',
    ],
    ['with a space before it', inTool('"Delta"', '" Delta"'), '3:11 name: " Delta" has spaces at its start or end'],
    ['with a space after it', inTool('"Delta"', '"Delta "'), '3:11 name: "Delta " has spaces at its start or end'],
    ['of spaces alone', inTool('"Delta"', '"  "'), '3:11 name: "  " has spaces at its start or end'],
    [
      'with a slot of the mail',
      inTool('"Delta"', '"%%NAME%%"'),
      '3:11 name: "%%NAME%%" holds a slot that mails fill in, such as %%NAME%%',
    ],
  ],
  'a slug': [
    ['with a capital', inTool('"slug": "delta"', '"slug": "Delta"'), `2:11 slug: "Delta" ${NO_SLUG}`],
    ['with two hyphens', inTool('"slug": "delta"', '"slug": "d--elta"'), `2:11 slug: "d--elta" ${NO_SLUG}`],
    ['with a path in it', inPairing('"alpha"', '"../alpha"'), `3:5 tools[0]: "../alpha" ${NO_SLUG}`],
  ],
  'an entry price': [
    [
      'of a tool that is free',
      inTool('"free"', '"free",\n    "price": "$5"'),
      '12:14 entry.price: "$5" has no meaning for a tool whose model is "free"',
    ],
    [
      'of a tool whose price is not public',
      inTool('"free"', '"contact",\n    "price": "$5"'),
      '12:14 entry.price: "$5" has no meaning for a tool whose model is "contact"',
    ],
  ],
  'a call': [
    ['without its reason', withCall('{ "ship": "both" }'), '7:11 call.reason: is missing'],
    ['for something that is no slug', withCall('{ "ship": "Al!", "reason": "x" }'), `7:21 call.ship: "Al!" ${NO_SLUG}`],
  ],
};

describe.each(Object.entries(rows))('%s', (_, cases) => {
  test.each(cases)('%s is told at its place', async (_, [file, change], ...lines) => {
    expect(await faultsIn(file, change)).toEqual(lines);
  });
});

test.each<FaultRow>([
  ['a price of a tool that has one', inTool('"free"', '"freemium",\n    "price": "from $5/mo"')],
  ['a paid tool without a known price', inTool('"free"', '"paid"')],
  ['a link with a path and a question', inTool(URL_TEXT, 'https://sub.delta.example.org/a/b?c=d#e')],
  ['a quote with dashes, curly quotes and accents', quoteWith(' – “naïve” ')],
  ['two per cent signs that are no slot', inTool('"Delta"', '"100%% Delta"')],
  ['a call for both', withCall('{ "ship": "both", "reason": "they meet in the middle." }')],
  ['a name of 60 characters', inTool('"Delta"', `"${'x'.repeat(60)}"`)],
])('%s is no fault', async (_, [file, change]) => {
  expect(await faultsIn(file, change)).toEqual([]);
});
