import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import type { Pairing } from '#catalog/pairing.ts';
import { type ComposeWeekInput, composeWeek } from '#issue/compose-week.ts';
import { lineupOf } from '#issue/issue-content.ts';
import { findIssue, insertIssue, replaceIssue } from '#issue/issue-queries.ts';
import { approve, finishSending, startSending } from '#issue/issue-steps.ts';
import type { Store } from '#store/open-store.ts';
import { castVote } from '#votes/vote-queries.ts';
import { aCatalog, aPairing, aTool } from '../builders/catalog-builders.ts';
import { aContent, anApprovedIssue, byTest, week } from '../builders/issue-builders.ts';
import { aStore } from '../builders/store-builders.ts';
import { anApproval, paused, sending, sent } from './every-state.ts';

const onMonday = { publishedOn: '2026-11-16' };
const two = [aPairing('alpha', 'beta', onMonday), aPairing('gamma', 'delta', onMonday)];

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

function compose(pairings: Pairing[], changes: Partial<ComposeWeekInput> = {}) {
  return composeWeek(store, {
    week: week('2026-W47'),
    reading: { catalog: aCatalog({ pairings }), faults: [] },
    limits: { most: 5, fewest: 2 },
    today: plainDate('2026-11-16'),
    sendsOn: plainDate('2026-11-17'),
    composedAt: new Date('2026-11-16T09:00:00.000Z'),
    who: 'the schedule',
    overEdits: false,
    ...changes,
  });
}

const stored = () => findIssue(store, week('2026-W47'));

describe('Composing a week', () => {
  it('records its draft', async () => {
    const composing = await compose(two);
    expect(composing).toMatchObject({ kind: 'composed', issue: { state: 'draft', name: '2026-W47' } });
    expect(await stored()).toEqual(composing.issue);
  });

  it('with nothing new records it as skipped', async () => {
    await compose([]);
    expect(await stored()).toMatchObject({ state: 'skipped', decidedBy: 'composing' });
  });

  it('with too little records it as held, with the reason', async () => {
    await compose(two.slice(0, 1));
    expect(await stored()).toMatchObject({ state: 'held', reason: 'only 1 of at least 2 pairings' });
  });

  it('again with the same data leaves the same content, and one issue', async () => {
    const first = await compose(two);
    const again = await compose(two, { composedAt: new Date('2026-11-16T15:00:00.000Z') });
    expect(again).toMatchObject({
      kind: 'composed',
      issue: {
        contentHash: first.issue.state === 'draft' ? first.issue.contentHash : '',
        composedAt: '2026-11-16T15:00:00.000Z',
      },
    });
    expect(await stored()).toEqual(again.issue);
    expect(await store.selectFrom('issues').select('id').execute()).toHaveLength(1);
  });

  it('again takes up what editors have written since', async () => {
    await compose([]);
    await compose(two.slice(0, 1));
    expect(await stored()).toMatchObject({ state: 'held' });
    await compose(two);
    expect(await stored()).toMatchObject({ state: 'draft', content: { lineup: [{}, {}] } });
    await compose([]);
    expect(await stored()).toMatchObject({ state: 'skipped' });
  });

  it('counts the votes as they are', async () => {
    for (const reader of [1, 2, 3, 4, 5]) await castVote(store, aTool('alpha').slug, reader, 'ship', new Date(0));
    await compose(two);
    const issue = await stored();
    expect(issue?.state === 'draft' && lineupOf(issue.content)[0]?.sides[0].community).toEqual({
      kind: 'share',
      votes: 5,
      percent: 100,
    });
  });

  it('keeps with the issue what the data lacked', async () => {
    const fault = { file: 'data/tools/x.json', line: 3, column: 5, path: 'name', problem: 'is missing' };
    await compose(two, { reading: { catalog: aCatalog({ pairings: two }), faults: [fault] } });
    expect((await stored())?.report.leftOut).toEqual(['data/tools/x.json:3:5 name: is missing']);
  });

  it('starts after the cutoff of the last issue that was mailed, and never repeats what was in it', async () => {
    const content = aContent({ week: week('2026-W46') });
    const before = { ...anApprovedIssue('x'), name: content.week, content, cutoffOn: plainDate('2026-11-14') };
    await insertIssue(
      store,
      finishSending(startSending(before, '2026-11-10T09:00:00.000Z'), '2026-11-10T10:00:00.000Z'),
      byTest,
    );
    const pairings = [
      ...two,
      aPairing('old', 'one', { publishedOn: '2026-11-14' }),
      aPairing('new', 'one', { publishedOn: '2026-11-15' }),
    ];
    await compose(pairings, { limits: { most: 5, fewest: 1 } });
    expect((await stored())?.report).toMatchObject({
      chosen: [{ pairing: 'new-vs-one' }],
      refused: [
        { pairing: 'alpha-vs-beta', reason: 'already in 2026-W46' },
        { pairing: 'gamma-vs-delta', reason: 'already in 2026-W46' },
      ],
    });
  });
});

describe('An approval', () => {
  async function approvedByEditor() {
    const { issue } = await compose(two);
    if (issue.state !== 'draft') throw new Error(`is ${issue.state}`);
    const approvedIssue = approve(issue, anApproval);
    await replaceIssue(store, issue, approvedIssue, byTest);
    return approvedIssue;
  }

  it('stands when composing again makes the same content', async () => {
    const issue = await approvedByEditor();
    const again = await compose(two, { composedAt: new Date('2026-11-16T15:00:00.000Z') });
    expect(again).toEqual({ kind: 'unchanged', issue });
    expect(await stored()).toEqual(issue);
  });

  it('is void when composing again makes other content, and who gave it is told', async () => {
    await approvedByEditor();
    const again = await compose([...two, aPairing('new', 'one', onMonday)], { sendsOn: plainDate('2026-11-18') });
    expect(again).toMatchObject({ kind: 'composed', issue: { state: 'draft' }, voided: anApproval });
    expect(await stored()).toEqual(again.issue);
  });

  it('is void when there is nothing left to send', async () => {
    await approvedByEditor();
    expect(await compose([])).toMatchObject({ issue: { state: 'skipped' }, voided: anApproval });
    expect(await stored()).toMatchObject({ state: 'skipped' });
  });
});

it.each([
  ['sending', sending],
  ['paused', paused],
  ['sent', sent],
])('An issue that is %s is left as it is', async (_, issue) => {
  await insertIssue(store, issue, byTest);
  expect(await compose(two)).toEqual({ kind: 'decided', issue });
  expect(await stored()).toEqual(issue);
});

it('Several who compose a week at once agree on one issue', async () => {
  const quote = (text: string) => aPairing('alpha', 'beta', { ...onMonday, call: { ship: 'alpha', reason: text } });
  const others = ['one.', 'two.', 'three.'].map((reason) => compose([quote(reason), two[1]!]));
  const composings = await Promise.all(others);
  // Who comes a moment later may compose the untouched draft again; what stands is what one of them said.
  expect(composings.map(({ issue }) => issue)).toContainEqual(await stored());
  expect(await store.selectFrom('issues').select('id').execute()).toHaveLength(1);
});
