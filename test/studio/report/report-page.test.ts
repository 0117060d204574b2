import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import type { SpecialContent } from '#issue/issue-content.ts';
import { type IssueName, issueNameSchema } from '#issue/issue-name.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { aContent, aDraft, byTest } from '../../builders/issue-builders.ts';
import { aMailedIssue } from '../../builders/mailed-issue-builder.ts';
import { aBusyIssue } from './a-busy-issue.ts';
import { type Reports, theReports } from './a-report.ts';

const REPORT = '/studio/issues/2026-W47/report';

let reports: Reports;
beforeEach(async () => {
  reports = await theReports();
});
afterEach(() => reports.end());

async function read(path = REPORT) {
  const { document } = parseHTML(await reports.page(path));
  const texts = (selector: string): string[] =>
    [...document.querySelectorAll(selector)].map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim());
  return { document, texts, main: texts('main').join() };
}

/** The cells of the table with this caption, row by row. */
function table({ document }: Awaited<ReturnType<typeof read>>, caption: string): string[][] {
  const found = [...document.querySelectorAll('table')].find(
    (one) => one.querySelector('caption')?.textContent === caption,
  );
  return [...(found?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent ?? ''),
  );
}

describe('the report on an issue', () => {
  it('shows the sum, and behind each figure as many names as it says, on a page and as CSV', async () => {
    await aBusyIssue(reports.store);
    const report = await read();
    expect(report.main).toContain(
      '260 audience = 247 accepted + 6 rejected + 0 suppressed + 0 unsubscribed meanwhile + 3 unknown + 4 waiting',
    );
    const figures = [...report.document.querySelectorAll('td a:not([href$=".csv"])')];
    expect(figures.length).toBe(17);
    for (const figure of figures) {
      const path = figure.getAttribute('href') ?? '';
      const count = figure.textContent ?? '';
      expect((await read(path)).main).toContain(count === '1' ? '1 reader:' : `${count} readers:`);
      const csv = await reports.page(`${path}.csv`);
      expect([path, csv.trim().split('\n').length - 1]).toEqual([path, Number(count)]);
    }
  });

  it('draws what was told over time, with the numbers behind each chart', async () => {
    await aBusyIssue(reports.store);
    const report = await read();
    const delivered = table(report, 'Delivered, hour by hour, in numbers');
    expect(delivered[0]).toEqual(['Tuesday, 17 November 2026 at 09:00 (UTC)', expect.stringMatching(/^\d+$/)]);
    expect(delivered.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(240);
    expect(report.document.querySelectorAll('figure.chart').length).toBe(8);
    for (const figure of report.document.querySelectorAll('figure.chart'))
      expect(figure.querySelectorAll('svg[role=img], details table').length).toBe(2);
  });

  it('keeps people and machines apart', async () => {
    await aBusyIssue(reports.store);
    const report = await read();
    const [opened, clicked] = table(report, 'Opens and clicks, in numbers');
    const byMachines = table(report, 'Who opened and clicked');
    expect([opened?.[1], opened?.[2]]).toEqual([byMachines[0]?.[1], byMachines[1]?.[1]]);
    expect([clicked?.[1], clicked?.[2]]).toEqual([byMachines[2]?.[1], byMachines[3]?.[1]]);
    expect(Number(opened?.[2])).toBeGreaterThan(0);
    const hours = table(report, 'Opened, hour by hour, in numbers');
    expect(hours.reduce((sum, [, people]) => sum + Number(people), 0)).toBe(Number(opened?.[1]));
  });

  it('counts clicks by pairing, votes by side, and says that no link of the mail is a side’s', async () => {
    await aBusyIssue(reports.store);
    const report = await read();
    const clicked = (await reports.store.selectFrom('provider_events').selectAll().execute()).filter(
      ({ issue_id, link }) => issue_id === 3 && link?.includes('/compare/'),
    );
    expect(table(report, 'People who clicked, by pairing, in numbers')).toEqual([
      ['Alpha vs Beta', 'comparison', String(clicked.length), '0'],
      ['Alpha vs Beta', 'vote', '0', '0'],
      ['Gamma vs Delta', 'comparison', '0', '0'],
      ['Gamma vs Delta', 'vote', '21', '0'],
    ]);
    expect(table(report, 'Clicks on other links')).toEqual([['https://verdicts.example/panel', '0', '6']]);
    expect(table(report, 'Votes by side, in numbers')).toEqual([
      ['Alpha', 'Beta', '9', '2'],
      ['Beta', 'Alpha', '3', '0'],
      ['Gamma', 'Delta', '0', '4'],
      ['Delta', 'Gamma', '0', '0'],
    ]);
    expect(report.main).toContain('no click says which side it was for');
    expect(report.main).toContain('3 readers used the unsubscribe link of this issue');
  });

  it('brings no style of its own, which the studio’s policy would refuse', async () => {
    await aBusyIssue(reports.store);
    for (const path of [REPORT, '/studio/report', `${REPORT}/bounced`])
      expect(await reports.page(path)).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  });

  it('says so where nothing was heard of it, nobody voted and nobody left', async () => {
    await aMailedIssue(reports.store, { fates: [{}, {}] });
    const { main, document } = await read();
    for (const words of [
      'Nothing was heard of it yet',
      'No open and no click was heard of',
      'No click was heard of',
      'No reader of it voted',
      'Nobody used the unsubscribe link',
    ])
      expect(main).toContain(words);
    expect(document.querySelectorAll('svg, form[action$=reopen]').length).toBe(0);
  });

  it('shows a tool’s name as text, whatever is in it', async () => {
    const content = aContent();
    const [first] = content.lineup;
    first!.sides[0].tool.name = '<script>alert("A")</script>';
    const told = [{ type: 'email.clicked', minute: 3, link: `https://v.example/compare/${first!.pairing.slug}` }];
    await aMailedIssue(reports.store, { content, fates: [{ event: 'delivered', told }] });
    const { document, main } = await read();
    expect(main).toContain('<script>alert("A")</script> vs Beta');
    expect(document.querySelectorAll('script:not([src])').length).toBe(0);
  });

  it('of a special edition lists its links by their addresses and asks for no votes', async () => {
    const content: SpecialContent = {
      kind: 'special',
      date: plainDate('2026-11-18'),
      subject: 'A special',
      preheader: 'Of all kinds',
      mjml: '<mjml></mjml>',
      layout: { html: '', css: '', text: '' },
    };
    const link = 'https://verdicts.example/preferences/%%READER_TOKEN%%';
    const fates = [{ told: [{ type: 'email.clicked', minute: 3, link }] }];
    const name: IssueName = issueNameSchema.parse('2026-W47-special-1');
    await aMailedIssue(reports.store, { name, content, fates });
    const report = await read('/studio/issues/2026-W47-special-1/report');
    expect(table(report, 'Clicks on other links')).toEqual([['https://verdicts.example/preferences/…', '1', '0']]);
    expect(report.document.querySelector('#votes')).toBeNull();
  });
});

it('An accepted issue of which nothing is heard says what to look at', async () => {
  await aMailedIssue(reports.store, { fates: [{}] });
  expect((await read()).texts('.need').join()).toContain('RESEND_WEBHOOK_SECRET is not set');
});

describe('who did not get it', () => {
  const fates = [
    {},
    { outcome: 'rejected' },
    { outcome: null },
    { outcome: 'rejected' },
    { outcome: 'unknown' },
  ] as const;

  it('can be mailed with one press that says what it does', async () => {
    await aMailedIssue(reports.store, { fates });
    await reports.store.updateTable('subscribers').set({ status: 'unsubscribed' }).where('id', '=', 4).execute();
    const { document, main } = await read();
    const form = document.querySelector('form[action="/studio/issues/2026-W47/reopen"]');
    expect([form?.getAttribute('method'), form?.textContent]).toEqual(['post', 'Send to those who did not get it']);
    for (const words of [
      '2 readers: Resend rejected',
      '1 reader: never tried',
      '1 reader of these left meanwhile',
      '1 reader: nobody can tell',
      'the same bytes to 2 readers and to nobody else',
    ])
      expect(main).toContain(words);
  });

  it('are not offered while it is still going out, nor when all who are left over are gone or unknown', async () => {
    await aMailedIssue(reports.store, { fates, state: 'sending' });
    expect((await read()).document.querySelector('#unmailed')).toBeNull();
    await reports.store.updateTable('issues').set({ state: 'sent', sent_at: '2026-11-17T09:05:00.000Z' }).execute();
    await reports.store.updateTable('subscribers').set({ status: 'unsubscribed' }).where('id', '!=', 5).execute();
    const { document, texts } = await read();
    expect(texts('#unmailed')).toEqual(['Who did not get it']);
    expect(document.querySelector('form[action$=reopen]')).toBeNull();
  });
});

describe('an address without a report', () => {
  it('leads to the issue while it was not mailed', async () => {
    await insertIssue(reports.store, aDraft(), byTest);
    for (const path of [REPORT, `${REPORT}/bounced`, `${REPORT}/bounced.csv`]) {
      const response = await reports.get(path);
      expect([response.status, response.headers.get('location')]).toEqual([303, '/studio/issues/2026-W47']);
    }
  });

  it('is told apart: no such figure, no such issue', async () => {
    await aMailedIssue(reports.store, { fates: [{}] });
    for (const path of [`${REPORT}/winners`, `${REPORT}/winners.csv`, '/studio/issues/winter/report'])
      expect([path, (await reports.get(path)).status]).toEqual([path, 404]);
  });
});
