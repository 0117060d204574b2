import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { type ComposeInput, composeIssue } from '#issue/compose-issue.ts';
import { contentHash } from '#issue/issue-content.ts';
import { computeVerdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing, aTool } from '../builders/catalog-builders.ts';
import { aContent, week } from '../builders/issue-builders.ts';
import { inAnyOrder } from '../selection/catalog-arbitrary.ts';
import { votesOf } from '../votes/votes-of.ts';
import { aComposeInput } from './compose-input.ts';

const onMonday = { publishedOn: '2026-11-16' };
const two = [aPairing('alpha', 'beta', onMonday), aPairing('gamma', 'delta', onMonday)];

/** An issue that was mailed, with the pairings of `aContent` in it unless told otherwise. */
function mailed(name: string, cutoffOn: string, content = aContent({ lineup: [] })): ComposeInput['mailed'][number] {
  return { week: week(name), cutoffOn: plainDate(cutoffOn), content };
}

/** What comes of one pairing published on a day: `chosen`, or the rule that refuses it. */
function fateOf(publishedOn: string, changes: Partial<ComposeInput> = {}): string | undefined {
  const others = [aPairing('x', 'y', { publishedOn: '2026-11-16' })];
  const { report } = composeIssue(aComposeInput([aPairing('alpha', 'beta', { publishedOn }), ...others], changes));
  if (report.chosen.some(({ pairing }) => pairing === 'alpha-vs-beta')) return 'chosen';
  return report.refused.find(({ pairing }) => pairing === 'alpha-vs-beta')?.rule ?? 'earlier issue';
}

describe('The pairings of an issue', () => {
  it('are those after the previous issue’s cutoff and up to this one’s', () => {
    const before = [
      mailed('2026-W45', '2026-11-03'),
      mailed('2026-W46', '2026-11-12'),
      mailed('2026-W44', '2026-10-27'),
    ];
    expect(fateOf('2026-11-12', { mailed: before })).toBe('earlier issue');
    expect(fateOf('2026-11-13', { mailed: before })).toBe('chosen');
    expect(fateOf('2026-11-16', { mailed: before })).toBe('chosen');
    expect(fateOf('2026-11-17', { mailed: before })).toBe('not yet published');
  });

  it('reach back over weeks in which nothing was mailed', () => {
    expect(fateOf('2026-10-20', { mailed: [mailed('2026-W42', '2026-10-13')] })).toBe('chosen');
  });

  it('are the week’s own when no issue was mailed before', () => {
    expect(fateOf('2026-11-15')).toBe('earlier issue');
    expect(fateOf('2026-11-16')).toBe('chosen');
  });

  it('do not depend on issues of later weeks', () => {
    expect(fateOf('2026-11-16', { mailed: [mailed('2026-W48', '2026-11-24')] })).toBe('chosen');
  });

  it('end with the week’s Sunday, however late it is composed', () => {
    const late = { today: plainDate('2026-12-01') };
    expect(fateOf('2026-11-22', late)).toBe('chosen');
    expect(fateOf('2026-11-23', late)).toBe('not yet published');
    expect(composeIssue(aComposeInput(two, late)).cutoffOn).toBe('2026-11-22');
  });

  it('are never ones of another issue, and may be the same again when the week is composed again', () => {
    expect(fateOf('2026-11-16', { mailed: [mailed('2026-W46', '2026-11-10', aContent())] })).toBe('already sent');
    expect(fateOf('2026-11-16', { mailed: [mailed('2026-W47', '2026-11-16', aContent())] })).toBe('chosen');
  });
});

describe('A week', () => {
  it('with enough pairings is a draft with its cutoff and the time it was composed', () => {
    const issue = composeIssue(aComposeInput(two));
    expect(issue).toMatchObject({
      state: 'draft',
      name: '2026-W47',
      cutoffOn: '2026-11-16',
      composedAt: '2026-11-16T09:00:00.000Z',
    });
  });

  it('with nothing new is skipped, and says from when to when it looked', () => {
    const issue = composeIssue(aComposeInput([], { mailed: [mailed('2026-W46', '2026-11-10')] }));
    expect(issue).toMatchObject({
      state: 'skipped',
      decidedBy: 'composing',
      reason: 'nothing new: no pairing from after 2026-11-10 up to 2026-11-16 can be in an issue',
    });
    expect(issue).not.toHaveProperty('content');
  });

  it('with fewer than the setting is held with what there is, and says how many', () => {
    const issue = composeIssue(aComposeInput(two, { limits: { most: 5, fewest: 3 } }));
    expect(issue).toMatchObject({
      state: 'held',
      decidedBy: 'composing',
      reason: 'only 2 of at least 3 pairings',
      content: { lineup: [{}, {}] },
    });
  });
});

describe('The content', () => {
  it('holds the verdicts best first, and takes its subject from the lead and its preheader from the others', () => {
    const pairings = [aPairing('old', 'one', { publishedOn: '2026-11-11' }), ...two];
    const tools = ['old', 'one'].map((slug) => aTool(slug, { category: 'Video' }));
    const before = [mailed('2026-W46', '2026-11-10')];
    const issue = composeIssue(aComposeInput(pairings, { catalog: aCatalog({ pairings, tools }), mailed: before }));
    if (issue.state !== 'draft') throw new Error(`is ${issue.state}`);
    const { content } = issue;
    expect(content.lineup.map(({ pairing }) => pairing.slug)).toEqual([
      'alpha-vs-beta',
      'gamma-vs-delta',
      'old-vs-one',
    ]);
    expect(content).toMatchObject({ week: '2026-W47', subject: 'Alpha or Beta?', note: '' });
    expect(content.preheader).toBe('Also this week: Gamma vs Delta; Old vs One.');
    expect(content.panelMethod).toBe('Editorial personas each say ship or skip, and why.');
  });

  it.each([
    ['2026-11-16', '2026-11-17'],
    ['2026-11-17', '2026-11-17'],
    ['2026-11-19', '2026-11-19'],
  ])('composed on %s is dated %s: the day it is to be sent, and never a day gone by', (today, date) => {
    expect(composeIssue(aComposeInput(two, { today: plainDate(today) }))).toMatchObject({ content: { date } });
  });
});

describe('What readers said', () => {
  const votes = votesOf({ alpha: { ship: 1, skip: 9 }, old: { ship: 0, skip: 50 } });
  const [alphaAndBeta] = aContent().lineup;
  const oldAndOne = aPairing('old', 'one');
  const previous = mailed('2026-W46', '2026-11-10', aContent({ lineup: [alphaAndBeta!] }));
  const older = mailed('2026-W45', '2026-11-14', {
    ...aContent({ lineup: [computeVerdict(aCatalog({ pairings: [oldAndOne] }), new Map(), oldAndOne)] }),
  });
  const later = mailed('2026-W48', '2026-11-24', older.content);
  const now = [aPairing('gamma', 'delta', onMonday), aPairing('new', 'one', onMonday)];
  const contentOf = (changes: Partial<ComposeInput>) => {
    const issue = composeIssue(aComposeInput(now, changes));
    if (issue.state !== 'draft') throw new Error(`is ${issue.state}`);
    return issue.content;
  };

  it('is of the issue before this one, neither of an older nor of a later one', () => {
    expect(contentOf({ votes, mailed: [older, previous, later] }).youSaid).toEqual({
      pairing: 'alpha-vs-beta',
      tool: { slug: 'alpha', name: 'Alpha' },
      panelPercent: 75,
      communityPercent: 10,
      votes: 10,
    });
  });

  it('leaves no trace in the content when they agree or nothing was mailed before', () => {
    expect(contentOf({ votes })).not.toHaveProperty('youSaid');
    expect(contentOf({ mailed: [previous] })).not.toHaveProperty('youSaid');
  });

  it('is content: an approval is of these very figures', () => {
    const more = votesOf({ alpha: { ship: 1, skip: 10 } });
    const hashes = [votes, more].map((votes) => contentHash(contentOf({ votes, mailed: [previous] })));
    expect(new Set(hashes).size).toBe(2);
  });
});

it('The report names the chosen with their points, the refused, and what the data lacked, but not earlier issues', () => {
  const early = aPairing('old', 'one', { publishedOn: '2026-11-01' });
  const twice = aPairing('alpha', 'delta', { publishedOn: '2026-11-16' });
  const { report } = composeIssue(aComposeInput([early, twice, ...two], { leftOut: ['data/tools/x.json:1:1 bad'] }));
  expect(report.chosen.map(({ pairing }) => pairing)).toEqual(['alpha-vs-beta', 'gamma-vs-delta']);
  expect(report.refused).toMatchObject([{ pairing: 'alpha-vs-delta', rule: 'same tool twice' }]);
  expect(report.leftOut).toEqual(['data/tools/x.json:1:1 bad']);
});

describe('The content hash', () => {
  const hashOf = (changes: Partial<ComposeInput> = {}) => {
    const issue = composeIssue(aComposeInput(two, changes));
    return issue.state === 'draft' ? issue.contentHash : issue.state;
  };

  it('is that of the content', () => {
    const issue = composeIssue(aComposeInput(two));
    expect(issue.state === 'draft' && contentHash(issue.content)).toBe(hashOf());
  });

  it('is the same when composed again, at whatever time and from files in whatever order', () => {
    fc.assert(
      fc.property(inAnyOrder(two), fc.date({ noInvalidDate: true }), (pairings, at) => {
        const again = composeIssue(aComposeInput(pairings, { composedAt: at.toISOString() }));
        expect(again.state === 'draft' && again.contentHash).toBe(hashOf());
      }),
    );
  });

  it('is another when the votes or the day of sending are others', () => {
    const votes = votesOf({ alpha: { ship: 5, skip: 0 } });
    const others = [hashOf({ votes }), hashOf({ sendsOn: plainDate('2026-11-18') })];
    expect(new Set([hashOf(), ...others]).size).toBe(3);
  });
});
