/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overflow } from '../../emails/page-measurements.ts';
import { aSite, SEED, type Site, sampleContent } from '../a-site.ts';
import { axeFindings } from './axe-findings.ts';
import { everyPage } from './every-page.ts';
import { hostileContent } from './hostile-content.ts';
import { noBrowser, SiteBrowser } from './site-browser.ts';

if (noBrowser) console.warn(`The pages are not looked at in a browser: ${noBrowser}`);

describe.skipIf(noBrowser !== undefined)('the pages in a browser', () => {
  let site: Site;
  let browser: SiteBrowser;
  beforeAll(async () => {
    site = await aSite({ sent: [] });
    const content = await sampleContent(site.app, { note: 'A *note* with [a link](https://example.org/).' });
    await site.end();
    site = await aSite({ sent: [content] });
    browser = await SiteBrowser.launch(site.web);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.end();
  });

  test.each(everyPage)('%s: axe finds nothing in light and dark, and nothing reaches over the edge', async (path) => {
    const page = await browser.open(path, { width: 320 });
    for (const width of [320, 375, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await overflow(page)]).toEqual([width, 0]);
    }
    expect(await axeFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    // Darkness changes colours and nothing else.
    expect(await axeFindings(page, ['color-contrast'])).toEqual([]);
    await page.close();
  });

  test('a page that leads nowhere is as readable', async () => {
    const page = await browser.open('/compare/cursor-vs-smolvlm', { width: 320, dark: true });
    expect([await overflow(page), await axeFindings(page)]).toEqual([0, []]);
    await page.close();
    browser.complaints.length = 0;
  });

  test('quotes stand beside each other where two fit, and stack under the tool’s name on phones', async () => {
    const page = await browser.open(SEED, { width: 1280 });
    const said = page.locator('.scorecard > li:first-child .said');
    const tops = async () =>
      (await Promise.all([0, 1].map((index) => said.nth(index).boundingBox()))).map((box) => box!.y);
    const [left, right] = await tops();
    expect(left).toBe(right);
    await page.setViewportSize({ width: 375, height: 800 });
    const [first, second] = await tops();
    expect(second).toBeGreaterThan(first! + 50);
    expect((await said.nth(1).locator('.on').boundingBox())!.width).toBeGreaterThan(50);
    await page.close();
  });

  test('the first screen of a phone says which tool to ship', async () => {
    for (const path of ['/', '/issues/2026-W47', SEED]) {
      const page = await browser.open(path, { width: 375 });
      const box = await page.locator('.call').first().boundingBox();
      expect([path, box!.y + box!.height < 620]).toEqual([path, true]);
      await page.close();
    }
  });

  test('the keyboard gets to the content first, sees where it is, and never meets the honeypot', async () => {
    const page = await browser.open('/', { width: 375 });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    expect((await page.locator('.skip-link').boundingBox())!.x).toBeGreaterThanOrEqual(0);
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
    await page.locator('#sign-up-email').focus();
    for (let tab = 0; tab < 3; tab += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).not.toBe('website');
    }
    expect((await page.locator('.honeypot').boundingBox())!.x).toBeLessThan(-1000);
    await page.close();
  });

  test('on paper the comparison keeps its facts and drops its forms, black on white', async () => {
    const page = await browser.open(SEED, { width: 800, dark: true });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('form:visible, nav:visible').count()).toBe(0);
    expect(await page.locator('.scorecard:visible, .cards:visible, .call-box:visible').count()).toBe(3);
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(27, 27, 31)');
    await page.close();
  });

  test('both feeds and the map of the site are what they say', async () => {
    const page = await browser.open('/privacy', { width: 320 });
    for (const path of ['/feed.xml', '/sitemap.xml']) {
      const text = await site.page(path);
      const broken = await page.evaluate(
        (xml) =>
          new DOMParser().parseFromString(xml, 'application/xml').querySelector('parsererror')?.textContent ?? null,
        text,
      );
      expect([path, broken]).toEqual([path, null]);
    }
    await page.close();
  });

  test('hostile words neither run nor push the page over the edge', async () => {
    const { catalog, content } = hostileContent();
    const hostile = await aSite({ catalog, sent: [content] });
    browser.web = hostile.web;
    for (const path of ['/', '/compare/script-vs-quoted', '/tools/script']) {
      const page = await browser.open(path, { width: 320 });
      expect([path, await overflow(page), await axeFindings(page)]).toEqual([path, 0, []]);
      await page.close();
    }
    browser.web = site.web;
    await hostile.end();
  });

  test('nothing is asked of the network, and the browser has nothing to complain about', () => {
    expect(browser.strangers).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
