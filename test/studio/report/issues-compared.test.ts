import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertIssue } from '#issue/issue-queries.ts';
import { aDraft, byTest, week } from '../../builders/issue-builders.ts';
import { aMailedIssue } from '../../builders/mailed-issue-builder.ts';
import { type Reports, theReports } from './a-report.ts';

let reports: Reports;
beforeEach(async () => {
  reports = await theReports();
});
afterEach(() => reports.end());

async function compared() {
  const { document } = parseHTML(await reports.page('/studio/report'));
  const table = document.querySelector('main table');
  const rows = [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent),
  );
  return { document, rows };
}

it('Issues stand beside each other, the latest first, in shares of the accepted', async () => {
  const opened = { type: 'email.opened', minute: 60 };
  const byMachine = { ...opened, machine: 'a scanner' };
  await aMailedIssue(reports.store, { name: week('2026-W46'), fates: [{}, { outcome: 'unknown' }] });
  await aMailedIssue(reports.store, {
    fates: [
      { event: 'delivered', told: [opened] },
      { event: 'bounced', told: [byMachine] },
    ],
  });
  const { document, rows } = await compared();
  expect(rows).toEqual([
    ['2026-W47', '2', '2', '50.0 %', '50.0 %', '0 %', '50.0 %', '0 %', '0 %'],
    ['2026-W46', '2', '1', '0 %', '0 %', '0 %', '0 %', '0 %', '0 %'],
  ]);
  expect(document.querySelector('main th a')?.getAttribute('href')).toBe('/studio/issues/2026-W47/report');
  expect(document.querySelectorAll('figure svg[role=img]').length).toBe(6);
});

it('The latest twelve are compared, and none that was not mailed', async () => {
  for (let number = 30; number < 44; number += 1)
    await aMailedIssue(reports.store, { name: week(`2026-W${number}`), fates: [{}] });
  await insertIssue(reports.store, aDraft(), byTest);
  const names = (await compared()).rows.map(([name]) => name);
  expect([names.length, names[0], names.at(-1)]).toEqual([12, '2026-W43', '2026-W32']);
});

it('An issue of which nothing was accepted has dashes and no shares', async () => {
  await aMailedIssue(reports.store, { fates: [{ outcome: 'rejected' }] });
  expect((await compared()).rows).toEqual([['2026-W47', '1', '0', '–', '–', '–', '–', '–', '–']]);
});

it('Before the first issue it says so', async () => {
  const { document } = await compared();
  expect(document.querySelector('main')?.textContent).toContain('No issue was mailed yet');
});
