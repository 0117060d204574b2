import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aMailedIssue, type Fate } from '../../builders/mailed-issue-builder.ts';
import { type Reports, theReports } from './a-report.ts';

const REPORT = '/studio/issues/2026-W47/report';

let reports: Reports;
beforeEach(async () => {
  reports = await theReports();
});
afterEach(() => reports.end());

const many = (count: number, fate: Fate = {}): Fate[] => Array.from({ length: count }, () => fate);

describe('the names behind a figure on pages', () => {
  const names = async (path: string) =>
    [...(await reports.page(path)).matchAll(/<th scope="row">([^<]+)</g)].map(([, name]) => name);

  it('are a hundred a page, each reader on one page', async () => {
    await aMailedIssue(reports.store, { fates: many(230) });
    const pages = await Promise.all([1, 2, 3].map((page) => names(`${REPORT}/accepted?page=${page}`)));
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 30]);
    expect(new Set(pages.flat()).size).toBe(230);
    const second = await reports.page(`${REPORT}/accepted?page=2`);
    expect(second).toContain('Page 2 of 3');
    expect([...second.matchAll(/href="[^"]*\?page=(\d)"/g)].map(([, page]) => page)).toEqual(['1', '3']);
  });

  it.each([
    ['0', 100],
    ['-2', 100],
    ['words', 100],
    ['99', 20],
  ])('of page %s are those of the nearest page there is', async (page, count) => {
    await aMailedIssue(reports.store, { fates: many(120) });
    expect((await names(`${REPORT}/accepted?page=${page}`)).length).toBe(count);
  });

  it('say that there are none, and show who was erased without an address', async () => {
    await aMailedIssue(reports.store, { fates: many(2) });
    expect(await reports.page(`${REPORT}/bounced`)).toContain('0 readers: it came back');
    await reports.store.deleteFrom('subscribers').where('id', '=', 2).execute();
    expect(await names(`${REPORT}/accepted`)).toEqual(['delivered+reader1@resend.dev', '(erased)']);
  });
});

describe('the names behind a figure as CSV', () => {
  it('say of each reader the status now, the outcome, the event, the problem and when', async () => {
    const told = [{ type: 'email.bounced', minute: 4 }];
    await aMailedIssue(reports.store, { fates: [{ event: 'bounced', problem: 'a, "full" mailbox\nfor now', told }] });
    await reports.store.updateTable('subscribers').set({ status: 'suppressed' }).execute();
    const response = await reports.get(`${REPORT}/bounced.csv`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="2026-W47-bounced.csv"',
      'cache-control': 'no-store',
    });
    expect(parse(await response.text(), { columns: true })).toEqual([
      {
        address: 'delivered+reader1@resend.dev',
        'status now': 'suppressed',
        outcome: 'accepted',
        event: 'bounced',
        problem: 'a, "full" mailbox\nfor now',
        when: '2026-11-17T09:04:00.000Z',
      },
    ]);
  });

  it('hold nothing that a spreadsheet would run', async () => {
    await aMailedIssue(reports.store, {
      fates: [{ problem: '=HYPERLINK("https://x.example")' }, { problem: '@SUM(1)' }],
    });
    const [first, second] = parse(await reports.page(`${REPORT}/accepted.csv`), { columns: true }) as {
      problem: string;
    }[];
    expect([first?.problem, second?.problem]).toEqual([`'=HYPERLINK("https://x.example")`, `'@SUM(1)`]);
  });

  it('are all of them, more than are read at a time', async () => {
    await aMailedIssue(reports.store, { fates: many(2100) });
    const rows = parse(await reports.page(`${REPORT}/audience.csv`), { columns: true }) as { address: string }[];
    expect(new Set(rows.map(({ address }) => address)).size).toBe(2100);
  });

  it('are a header alone where nobody is behind a figure', async () => {
    await aMailedIssue(reports.store, { fates: many(1) });
    expect(await reports.page(`${REPORT}/bounced.csv`)).toBe('address,status now,outcome,event,problem,when\n');
  });
});
