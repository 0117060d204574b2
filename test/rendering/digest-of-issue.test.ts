import { describe, expect, test } from 'vitest';
import { communityWords, digestOfIssue } from '#rendering/digest-of-issue.ts';
import { computeVerdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing, aReview, aTool } from '../builders/catalog-builders.ts';
import { aContent } from '../builders/issue-builders.ts';

const identity = { publicUrl: 'https://verdicts.example', postalAddress: '1 Example Street' };

function theDigestOf({ quote = 'A quote that is long enough to be one, about the tool.' } = {}) {
  const pairing = aPairing('alpha', 'beta', { call: { ship: 'beta', reason: 'it runs where the data is.' } });
  const tools = [
    aTool('alpha', { category: 'Agents', entry: { model: 'paid', price: 'from $20/mo', checkedOn: '2026-11-01' } }),
    aTool('beta', { category: 'Models' }),
  ];
  const reviews = [
    aReview('alpha', 'builder', 'ship', quote),
    aReview('alpha', 'skeptic', 'skip'),
    aReview('beta', 'builder', 'skip'),
  ];
  const votes = new Map([[tools[0]!.slug, { ship: 81, skip: 19 }]]);
  const content = aContent({
    lineup: [computeVerdict(aCatalog({ tools, reviews, pairings: [pairing] }), votes, pairing)],
  });
  return digestOfIssue(content, identity);
}

test('a verdict becomes the words of the mail', () => {
  const [verdict] = theDigestOf().verdicts;
  expect(verdict).toMatchObject({
    heading: 'Alpha vs Beta',
    url: 'https://verdicts.example/compare/alpha-vs-beta',
    category: 'Agents / Models',
    call: { sentence: 'Ship Beta: it runs where the data is.', by: 'Editor’s call' },
    sides: [
      { name: 'Alpha', panelPercent: 50, split: '1 ship, 1 skip', community: '81% of 100', entry: 'Paid, from $20/mo' },
      { name: 'Beta', panelPercent: 0, split: '0 ship, 1 skip', community: '– no votes yet', entry: 'Free' },
    ],
    quotes: [
      { on: 'Alpha', reviewer: 'The builder', stance: 'ship' },
      { on: 'Beta', reviewer: 'The builder', stance: 'skip' },
    ],
    voteUrl: 'https://verdicts.example/vote/alpha-vs-beta/%%READER_TOKEN%%',
  });
});

test('a long quote is cut at a word, at most 160 characters with the mark', () => {
  const quote = `${'word '.repeat(31)}extraordinarily long at the end of it`;
  const [cut] = theDigestOf({ quote }).verdicts[0]!.quotes;
  expect(cut?.quote.length).toBeLessThanOrEqual(160);
  expect(cut?.quote).toMatch(/word…$/);
});

test('the day and the ways out stand in the mail', () => {
  const digest = theDigestOf();
  expect(digest.date).toBe('Tuesday, 17 November 2026');
  expect(digest.footer).toMatchObject({
    postalAddress: '1 Example Street',
    preferencesUrl: 'https://verdicts.example/preferences/%%READER_TOKEN%%',
    unsubscribeUrl: 'https://verdicts.example/unsubscribe/%%READER_TOKEN%%',
  });
});

test('what readers said of the previous issue is one sentence and its comparison', () => {
  const tool = { slug: aTool('alpha').slug, name: 'Alpha' };
  const youSaid = {
    pairing: aPairing('alpha', 'beta').slug,
    tool,
    panelPercent: 100,
    communityPercent: 31,
    votes: 120,
  };
  expect(digestOfIssue(aContent({ youSaid }), identity).youSaid).toEqual({
    sentence: '31% of 120 readers would ship Alpha; the panel said 100%.',
    url: 'https://verdicts.example/compare/alpha-vs-beta',
  });
  expect(theDigestOf()).not.toHaveProperty('youSaid');
});

describe('votes in words', () => {
  test('none', () => expect(communityWords({ kind: 'too-few', votes: 0 })).toBe('– no votes yet'));
  test('one', () => expect(communityWords({ kind: 'too-few', votes: 1 })).toBe('– 1 vote so far'));
  test('a few', () => expect(communityWords({ kind: 'too-few', votes: 4 })).toBe('– 4 votes so far'));
  test('enough', () => expect(communityWords({ kind: 'share', votes: 412, percent: 81 })).toBe('81% of 412'));
});
