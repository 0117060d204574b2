import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SendWeekResult } from '#delivery/send-week.ts';
import { beginBeside } from '#issue/begin-beside.ts';
import { type CorrectionContent, isDigest, type SpecialContent } from '#issue/issue-content.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { addressSchema } from '#subscribers/address.ts';
import { insertActiveSubscribers, unsubscribe } from '#subscribers/subscriber-queries.ts';
import { aCorrection, aSpecial } from '../builders/beside-builders.ts';
import { week } from '../builders/issue-builders.ts';
import { ANN, type AStudio, aStudio } from '../studio/a-studio.ts';
import { readPage } from '../studio/read-page.ts';

const HOUR_MS = 3_600_000;
const W47 = week('2026-W47');

/** By then the sample content fills a week's issue, and leaves something for the next. */
const aThursday = () =>
  aStudio({ readers: 6, now: new Date('2026-11-19T12:00:00.000Z'), settings: { LINEUP_FEWEST: '1' } });

let studio: AStudio;
beforeEach(async () => {
  studio = await aThursday();
});
afterEach(() => studio.end());

async function send(name: IssueName): Promise<SendWeekResult> {
  const provider = await studio.app.provider();
  if (!provider) throw new Error('no provider');
  return studio.app.send(name, provider, { report: () => undefined, stop: new AbortController().signal });
}

const begin = (content: CorrectionContent | SpecialContent) =>
  beginBeside(studio.app.store, { content, today: studio.app.today(), who: ANN, at: studio.app.clock() });

async function approvedAndSent(name: IssueName): Promise<SendWeekResult> {
  expect(await studio.app.approve(name, { editor: ANN })).toMatchObject({ kind: 'approved' });
  return send(name);
}

/** The week's issue goes out on Thursday; the second reader is refused by the provider. Then it is Friday. */
async function weekSent(): Promise<void> {
  await studio.app.compose(W47, { who: ANN, overEdits: false });
  studio.fake.script([{ kind: 'rejectRecipients', addresses: ['delivered+reader2@resend.dev'] }]);
  expect(await approvedAndSent(W47)).toMatchObject({ kind: 'sent', accounting: { accepted: 5, rejected: 1 } });
  studio.advance(24 * HOUR_MS);
}

async function aCorrectionOfTheLead(): Promise<CorrectionContent> {
  const issue = await findIssue(studio.app.store, W47);
  if (issue?.state !== 'sent' || !isDigest(issue.content)) throw new Error('the week was not sent');
  const [lead] = issue.content.lineup;
  if (!lead) throw new Error('the week has no lead');
  const [a, b] = lead.sides;
  return aCorrection({
    of: W47,
    date: studio.app.today(),
    pairing: lead.pairing.slug,
    tools: [a.tool.name, b.tool.name],
  });
}

/** The numbers of the readers who got a mail of this name. */
function readersOf(name: IssueName): number[] {
  const mails = studio.fake.accepted.filter(({ tags }) =>
    tags.some((tag) => tag.name === 'issue' && tag.value === name),
  );
  return mails.map(({ to }) => Number(/reader(\d+)@/.exec(to[0] ?? '')?.[1])).toSorted((one, other) => one - other);
}

/** Reader 4 has left, 5 has paused, 6 stays; a seventh came after the week's issue. */
async function listOfTheDayAfter(): Promise<void> {
  const { store, clock } = studio.app;
  await unsubscribe(store, 4, 'by the link', clock().toISOString());
  await store.updateTable('subscribers').set({ paused_until: '2026-12-01' }).where('id', '=', 5).execute();
  const consent = { name: null, consentSource: 'test', consentAt: clock().toISOString() };
  const address = addressSchema.parse('delivered+reader7@resend.dev');
  await insertActiveSubscribers(store, [{ address, ...consent }], clock().toISOString());
}

describe('a correction', () => {
  test('goes to active readers whose mail carried the pairing, once each, and to nobody else', async () => {
    await weekSent();
    await listOfTheDayAfter();
    const name = await begin(await aCorrectionOfTheLead());
    expect(await approvedAndSent(name)).toMatchObject({ kind: 'sent', accounting: { audience: 3, accepted: 3 } });
    expect(readersOf(name)).toEqual([1, 3, 6]);
    expect(await send(name)).toMatchObject({ kind: 'not-sendable' });
    expect(readersOf(name)).toEqual([1, 3, 6]);
  });

  test('goes to readers of unknown fate too: the wrong verdict may have reached them', async () => {
    await weekSent();
    await studio.app.store
      .updateTable('deliveries')
      .set({ outcome: 'unknown' })
      .where('subscriber_id', '=', 2)
      .execute();
    const name = await begin(await aCorrectionOfTheLead());
    await approvedAndSent(name);
    expect(readersOf(name)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('says on the page of the week what was wrong, once it is sent and not before', async () => {
    await weekSent();
    const name = await begin(await aCorrectionOfTheLead());
    const note = async () => readPage(await studio.visitor().page('/issues/2026-W47')).all('.correction > *');
    expect(await note()).toEqual([]);
    await approvedAndSent(name);
    const asItReads = [
      'Correction, Friday, 20 November 2026',
      'Midjourney vs Adobe Firefly',
      'We said Alpha is free.',
      'It costs 20 dollars a month.',
    ];
    await vi.waitFor(async () => expect(await note()).toEqual(asItReads), { timeout: 3000 });
  });
});

test('a special edition goes to every active reader, whoever got the week’s issue', async () => {
  await weekSent();
  await listOfTheDayAfter();
  const name = await begin(aSpecial());
  expect(await approvedAndSent(name)).toMatchObject({ kind: 'sent', accounting: { audience: 5, accepted: 5 } });
  expect(readersOf(name)).toEqual([1, 2, 3, 6, 7]);
});

describe('what is mailed beside the week’s issue', () => {
  test('needs an approval of its own', async () => {
    await weekSent();
    for (const content of [aSpecial(), await aCorrectionOfTheLead()]) {
      const name = await begin(content);
      expect(await send(name)).toMatchObject({ kind: 'needs-approval' });
      expect(readersOf(name)).toEqual([]);
    }
  });

  test('carries its own name in its keys and tags', async () => {
    await weekSent();
    await approvedAndSent(await begin(aSpecial()));
    await approvedAndSent(await begin(await aCorrectionOfTheLead()));
    expect([...new Set(studio.fake.accepted.map(({ key }) => key))]).toEqual([
      'issue/2026-W47/batch/1',
      'issue/2026-W47-special-1/batch/1',
      'issue/2026-W47-correction-1/batch/1',
    ]);
    expect(studio.fake.accepted.at(-1)?.tags).toEqual([
      { name: 'issue', value: '2026-W47-correction-1' },
      { name: 'delivery', value: '3-6' },
    ]);
  });

  test('changes nothing about the next week’s lineup', async () => {
    const composedNext = async () => {
      studio.advance(3 * 24 * HOUR_MS);
      const { issue } = await studio.app.compose(week('2026-W48'), { who: ANN, overEdits: false });
      if (issue.state !== 'draft') throw new Error(`the next week is ${issue.state}`);
      return { content: issue.content, report: issue.report, cutoffOn: issue.cutoffOn };
    };
    await weekSent();
    const alone = await composedNext();
    await studio.end();

    studio = await aThursday();
    await weekSent();
    await approvedAndSent(await begin(aSpecial()));
    await approvedAndSent(await begin(await aCorrectionOfTheLead()));
    expect(await composedNext()).toEqual(alone);
  });

  test('stands neither among the issues, nor in the feeds, nor at an address of its own', async () => {
    await weekSent();
    await approvedAndSent(await begin(aSpecial()));
    await approvedAndSent(await begin(await aCorrectionOfTheLead()));
    const visitor = studio.visitor();
    for (const path of ['/', '/issues', '/feed.xml', '/feed.json', '/sitemap.xml']) {
      const page = await visitor.page(path);
      expect(page).toContain('2026-W47');
      expect(page).not.toMatch(/W47-(special|correction)|Two years of verdicts|Correction: Alpha/);
    }
    for (const name of ['2026-W47-special-1', '2026-W47-correction-1'])
      expect((await visitor.get(`/issues/${name}`)).status).toBe(404);
  });
});
