/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aMailedIssue } from '../../builders/mailed-issue-builder.ts';
import { overflow } from '../../emails/page-measurements.ts';
import { axeFindings } from '../../web/pages/axe-findings.ts';
import { htmlFindings } from '../../web/pages/html-findings.ts';
import { noBrowser, SiteBrowser } from '../../web/pages/site-browser.ts';
import { aBusyIssue } from './a-busy-issue.ts';
import { type Reports, theReports } from './a-report.ts';

const REPORT = '/studio/issues/2026-W47/report';
const PAGES = [REPORT, `${REPORT}/accepted?page=2`, `${REPORT}/bounced`, '/studio/report'];

if (noBrowser) console.warn(`The reports are not looked at in a browser: ${noBrowser}`);

/** What axe finds. It cannot tell what text inside a picture stands on: the colours of charts are looked at below. */
async function findings(page: Page): Promise<string[]> {
  return (await axeFindings(page)).filter((finding) => !/^color-contrast: .*\btext[[:]/.test(finding));
}

/** Axe looks at nothing that is folded away. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

describe.skipIf(noBrowser !== undefined)('the reports in a browser', () => {
  let reports: Reports;
  let browser: SiteBrowser;
  beforeAll(async () => {
    reports = await theReports();
    await aBusyIssue(reports.store);
    browser = await SiteBrowser.launch(reports.web);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await reports?.end();
  });

  test.each(PAGES)('%s: axe finds nothing in light and dark, and nothing reaches over the edge', async (path) => {
    const page = await browser.open(path, { width: 1280 });
    await unfold(page);
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findings(page)).toEqual([]);
    await page.reload();
    for (const width of [320, 375, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await overflow(page)]).toEqual([width, 0]);
    }
    expect([browser.complaints, browser.strangers]).toEqual([[], []]);
    await page.close();
  });

  test('reports of which nothing was heard yet are as readable, on a phone in the dark', async () => {
    const quiet = await theReports();
    await aMailedIssue(quiet.store, { fates: [{}, { outcome: 'rejected' }] });
    browser.web = quiet.web;
    for (const path of [REPORT, `${REPORT}/bounced`]) {
      const page = await browser.open(path, { width: 375, dark: true });
      expect([path, await overflow(page), await findings(page)]).toEqual([path, 0, []]);
      await page.close();
    }
    browser.web = reports.web;
    await quiet.end();
  });

  test.each(PAGES)('%s is valid HTML', async (path) => {
    expect(await htmlFindings(await reports.page(path))).toEqual([]);
  });

  test('charts take the colours of the page, in light and in dark', async () => {
    const colours = (page: Page) =>
      page.evaluate(() => {
        const painted = (selector: string) => getComputedStyle(document.querySelector(selector)!).fill;
        const text = '.chart svg text';
        const ink = getComputedStyle(document.querySelector('.chart')!).color;
        return { text: painted(text) === ink, bars: painted('.chart svg g[fill="var(--ship)"]') };
      });
    const page = await browser.open(REPORT, { width: 375 });
    expect(await colours(page)).toEqual({ text: true, bars: 'rgb(11, 107, 58)' });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await colours(page)).toEqual({ text: true, bars: 'rgb(95, 211, 154)' });
    await page.close();
  });

  test('text in a chart is 13 pixels or larger, and stays inside of it', async () => {
    for (const width of [320, 375, 1280]) {
      const page = await browser.open(REPORT, { width });
      const texts = await page.evaluate(() =>
        [...document.querySelectorAll<SVGTextElement>('.chart svg text')].map((text) => {
          const svg = text.ownerSVGElement!;
          const [box, frame] = [text.getBoundingClientRect(), svg.getBoundingClientRect()];
          const inside = box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.bottom <= frame.bottom + 1;
          return { inside, size: (13 * frame.width) / svg.viewBox.baseVal.width, words: text.textContent };
        }),
      );
      expect(texts.length).toBeGreaterThan(30);
      expect([width, texts.filter(({ inside, size }) => !inside || size < 13)]).toEqual([width, []]);
      await page.close();
    }
  });

  test('a wide table is scrolled by keyboard, not the page', async () => {
    const page = await browser.open(`${REPORT}/bounced`, { width: 375 });
    await page.locator('.sideways').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('.sideways')!.scrollLeft > 0);
    expect(await page.evaluate(() => window.scrollX)).toBe(0);
    await page.close();
  });
});
