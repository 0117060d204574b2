import { describe, expect, test } from 'vitest';
import { lineupOf } from '#issue/issue-content.ts';
import type { Verdict } from '#verdict/verdict.ts';
import { aCheckedMail, findingsOf, monthsLater, sound } from './a-checked-mail.ts';

const [first, second] = lineupOf(sound.content) as [Verdict, Verdict];
const atFirst = { place: 'alpha-vs-beta', pairing: 'alpha-vs-beta', field: 'lineup' };
const lineupFindings = async (changed: Partial<Verdict>) =>
  findingsOf(await aCheckedMail({ content: { lineup: [{ ...first, ...changed }, second] } }));

describe('quotes', () => {
  const withQuote = (quote: string) =>
    lineupFindings({ disagreement: [{ ...first.disagreement![0], quote }, first.disagreement![1]] });

  test('a pairing without quotes is a warning at the pairing', async () => {
    expect(await lineupFindings({ disagreement: undefined })).toEqual([
      expect.objectContaining({ check: 'quotes', level: 'warning', problem: 'has no quotes', ...atFirst }),
    ]);
  });

  test('so is an empty quote and one of which the mail shows less than half', async () => {
    expect(await withQuote(' ')).toEqual([expect.objectContaining({ ...atFirst, check: 'quotes' })]);
    expect(await withQuote('word '.repeat(65))).toEqual([
      expect.objectContaining({ problem: expect.stringContaining('325 characters') }),
    ]);
    expect(await withQuote('word '.repeat(64))).toEqual([]);
  });
});

test('a pairing that an earlier issue carried stops the approval', async () => {
  const context = { sentEarlier: new Map([['gamma-vs-delta', '2026-W40']]) };
  expect(await findingsOf(await aCheckedMail({ context }))).toEqual([
    expect.objectContaining({
      check: 'already sent',
      level: 'error',
      pairing: 'gamma-vs-delta',
      problem: 'was already sent in 2026-W40',
    }),
  ]);
});

test('a price that nobody looked up for more than 60 days is a warning for each tool', async () => {
  const found = await findingsOf(await aCheckedMail({ context: { today: monthsLater } }));
  expect(found).toHaveLength(4);
  expect(found[0]).toMatchObject({
    ...atFirst,
    check: 'price age',
    problem: 'shows a price of Alpha that was checked 120 days ago, on 2026-11-01',
  });
});

describe('votes', () => {
  const share = (votes: number) => ({ kind: 'share', votes, percent: 50 }) as const;

  test('a share of four votes is a warning, one of five is none', async () => {
    const sides = (votes: number): Verdict['sides'] => [{ ...first.sides[0], community: share(votes) }, first.sides[1]];
    expect(await lineupFindings({ sides: sides(5) })).toEqual([]);
    expect(await lineupFindings({ sides: sides(4) })).toEqual([
      expect.objectContaining({ ...atFirst, check: 'votes', problem: 'shows 50% of 4 votes for Alpha' }),
    ]);
  });

  test('so it is in what readers said of the previous issue', async () => {
    const youSaid = {
      pairing: first.pairing.slug,
      tool: first.sides[0].tool,
      panelPercent: 0,
      communityPercent: 100,
      votes: 2,
    };
    expect(await findingsOf(await aCheckedMail({ content: { youSaid } }))).toEqual([
      expect.objectContaining({ check: 'votes', place: 'what readers said' }),
    ]);
  });
});
