import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SendWeekResult } from '#delivery/send-week.ts';
import { type IssueName, issueNameSchema } from '#issue/issue-name.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { ANN, BOB } from './a-studio.ts';
import { aWeek, type Week } from './a-week.ts';
import type { Client } from './client.ts';
import { readPage } from './read-page.ts';

// One week from Monday to Wednesday: each test goes on where the one before it ended.

const READERS = 8;
const W47 = '/studio/issues/2026-W47';
const CORRECTION = '2026-W47-correction-1';
const reader = (number: number) => `delivered+reader${number}@resend.dev`;

let week: Week;
let ann: Client;
beforeAll(async () => {
  week = await aWeek(READERS);
  ann = await week.signedIn();
});
afterAll(() => week.end());

const stateOf = async (name: string) => (await findIssue(week.app.store, issueNameSchema.parse(name)))?.state;

/** What the program does with a sending that the studio began. */
async function goOnSending(name: IssueName): Promise<SendWeekResult> {
  const provider = await week.app.provider();
  if (!provider) throw new Error('no provider');
  return week.app.send(name, provider, { report: () => undefined, stop: new AbortController().signal });
}

/** The readers a figure's CSV names. */
async function named(figure: string): Promise<number[]> {
  const csv = await ann.page(`${W47}/report/${figure}.csv`);
  return [...csv.matchAll(/reader(\d+)@/g)].map(([, number]) => Number(number));
}

describe('Monday', () => {
  test('the schedule makes the draft, and every editor is told once', async () => {
    expect(await week.job('compose-draft')).toBe('2026-W47 is draft');
    await week.job('tell-editors');
    await week.job('tell-editors');
    expect(await week.mailed()).toEqual([
      `${ANN}: 2026-W47: the draft is ready`,
      `${BOB}: 2026-W47: the draft is ready`,
    ]);
  });

  test('an editor writes the subject and a note; composing again leaves them alone', async () => {
    const words = { subject: 'Midjourney, or Firefly?', note: 'A short week, a long list.' };
    expect(await week.write(ann, W47, words)).toBe(`303 ${W47}?done=saved`);
    expect(await week.job('compose-draft')).toBe('2026-W47 is draft: left as it is');
    expect(readPage(await ann.page(W47)).form('#desk')).toContainEqual(['subject', words.subject]);
  });

  test('the editor approves what is on the desk', async () => {
    expect(await week.press(ann, W47, 'approve')).toBe(`303 ${W47}?done=approved`);
    expect(await stateOf('2026-W47')).toBe('approved');
  });
});

describe('Tuesday', () => {
  test('the slot sends what was approved to every reader, once', async () => {
    week.goTo('2026-11-17T09:00:00.000Z');
    expect(await week.job('weekly-issue')).toBe('sent');
    expect(await week.job('weekly-issue')).toBe('not-sendable');
    const readers = Array.from({ length: READERS }, (_, index) => index + 1);
    for (const number of readers) {
      expect(week.fake.mailsTo(reader(number))).toHaveLength(1);
      expect(week.mailOf(number).subject).toBe('Midjourney, or Firefly?');
      expect(week.mailOf(number).html).toContain('A short week, a long list.');
    }
  });

  test('Resend tells what became of the mails: arrived, bounced, complained of, opened and clicked by whom', async () => {
    week.goTo('2026-11-17T09:01:00.000Z');
    for (const number of [1, 2, 3, 5, 6, 7, 8]) await week.tell(number, 'delivered');
    await week.tell(4, 'bouncedPermanent');
    week.goTo('2026-11-17T10:00:00.000Z');
    await week.tell(1, 'opened');
    await week.tell(3, 'opened', { agent: 'Mozilla/5.0 (via ggpht.com GoogleImageProxy)' });
    const [link] = /https:\/\/verdicts\.example\/compare\/[a-z0-9-]+/.exec(week.mailOf(2).html ?? '') ?? [];
    await week.tell(2, 'clicked', { link: link ?? 'no comparison in the mail' });
    await week.tell(5, 'complained');
    expect(week.errors).toEqual([]);
  });

  test('a reader leaves by the one-click link of their mail', async () => {
    const [, path = ''] =
      /<https:\/\/verdicts\.example([^>]+)>/.exec(week.mailOf(7).headers['List-Unsubscribe'] ?? '') ?? [];
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await week.visitor().request(path, { method: 'POST', body })).status).toBe(200);
  });

  test('the report counts every one of them', async () => {
    expect(await week.figures(ann, W47)).toMatchObject({
      accepted: READERS,
      rejected: 0,
      unknown: 0,
      waiting: 0,
      delivered: 6,
      bounced: 1,
      complained: 1,
      'on-its-way': 0,
      opened: 1,
      'opened-by-machines-only': 1,
      clicked: 1,
      'clicked-by-machines-only': 0,
      left: 1,
    });
  });

  test('the files name them', async () => {
    const names = {
      bounced: [4],
      complained: [5],
      opened: [1],
      'opened-by-machines-only': [3],
      clicked: [2],
      left: [7],
    };
    for (const [figure, readers] of Object.entries(names))
      expect([figure, await named(figure)]).toEqual([figure, readers]);
    expect(await named('delivered')).toEqual([1, 2, 3, 6, 7, 8]);
  });

  test('the editors are told that it is sent, with the sum, once', async () => {
    await week.job('tell-editors');
    await week.job('tell-editors');
    expect(await week.mailed()).toEqual([`${ANN}: 2026-W47 is sent`, `${BOB}: 2026-W47 is sent`]);
  });
});

describe('Wednesday', () => {
  const page = `/studio/issues/${CORRECTION}`;

  test('a verdict was wrong: an editor writes a correction and approves it', async () => {
    week.goTo('2026-11-18T10:00:00.000Z');
    const issue = readPage(await ann.page(W47));
    const pairing = issue.attribute('form[action="/studio/corrections"] input[name="pairing"]', 'value') ?? '';
    const begun = await ann.post('/studio/corrections', { of: '2026-W47', pairing });
    expect(begun.headers.get('location')).toBe(page);
    const words = 'We gave the wrong price.\n\nIt is ten dollars a month.';
    expect(await week.write(ann, page, { words })).toBe(`303 ${page}?done=saved`);
    expect(await week.press(ann, page, 'approve')).toBe(`303 ${page}?done=approved`);
  });

  test('it is sent to those who got the issue and are still readers, and to nobody else', async () => {
    expect(await week.press(ann, page, 'send')).toBe(`303 ${page}`);
    expect(week.begun).toEqual([CORRECTION]);
    expect(await goOnSending(issueNameSchema.parse(CORRECTION))).toMatchObject({
      kind: 'sent',
      accounting: { audience: 5, accepted: 5 },
    });
    for (const number of [1, 2, 3, 6, 8]) expect(week.mailOf(number, CORRECTION).text).toContain('ten dollars a month');
    for (const gone of [4, 5, 7]) expect(week.fake.mailsTo(reader(gone))).toHaveLength(1);
  });

  test('it stands on the page of the issue, which is still the only one', async () => {
    const visitor = week.visitor();
    expect(readPage(await visitor.page('/issues/2026-W47')).text('.correction')).toContain(
      'It is ten dollars a month.',
    );
    expect(await visitor.page('/issues')).not.toContain('correction');
    expect(await stateOf('2026-W47')).toBe('sent');
    expect(week.errors).toEqual([]);
  });
});
