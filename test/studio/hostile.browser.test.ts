/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { contentHash } from '#issue/issue-content.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { aDraft, byTest } from '../builders/issue-builders.ts';
import { overflow } from '../emails/page-measurements.ts';
import { hostileContent, QUOTED, SCRIPT } from '../web/pages/hostile-content.ts';
import { noBrowser } from '../web/pages/site-browser.ts';
import { FRIDAY } from './a-studio.ts';
import { aStudioBrowser, type StudioBrowser } from './studio-browser.ts';

if (noBrowser) console.warn(`Hostile words are not looked at in a browser: ${noBrowser}`);

/** A whole way takes a while on a slow machine. */
const WHOLE_WAY_MS = 60_000;

const DESK = '/studio/issues/2026-W47';

let browser: StudioBrowser;

async function followed(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}

describe.skipIf(noBrowser !== undefined)('An editor', { timeout: WHOLE_WAY_MS }, () => {
  afterEach(() => browser?.close());

  test('looks at hostile words and nothing happens: no dialog, no request, no complaint', async () => {
    const { catalog, content } = hostileContent();
    const words = `${SCRIPT} <img src="https://evil.example/x.png" onerror="alert(1)"> ${QUOTED}`;
    browser = await aStudioBrowser({ catalog, readers: 1, now: FRIDAY, rehearsal: words });
    const sponsor = {
      label: '<b onclick="alert(1)">Sponsor</b>',
      markdown: `${words} ![x](https://evil.example/y.png)`,
    };
    const hostile = {
      ...content,
      subject: words,
      preheader: words,
      note: `${words}\n\n[x](javascript:alert(1))`,
      sponsor,
    };
    const issue = { ...aDraft(), content: hostile, contentHash: contentHash(hostile) };
    await insertIssue(browser.studio.app.store, issue, { ...byTest, note: words });
    const page = await browser.open('/studio', { width: 320 });
    await browser.signIn(page);
    browser.dialogs.length = 0;
    const looks = ['light', 'dark', 'inverted', 'no-style', 'outlook', 'text', 'source'];
    for (const path of [
      '/studio',
      ...looks.map((look) => `${DESK}?look=${look}`),
      `${DESK}/history`,
      `${DESK}/checks`,
    ]) {
      await page.goto(browser.origin + path);
      expect([path, await overflow(page)]).toEqual([path, 0]);
    }
    await page.goto(browser.origin + DESK);
    const loaded = page.waitForResponse((response) => /\/preview\/[\w-]{43}\/light$/.test(response.url()));
    await page.locator('#note').press('End');
    await page.keyboard.type(` ${words}`);
    await (await loaded).finished();
    expect(await page.locator('#findings').innerText()).not.toBe('');
    await followed(page, () => page.locator('.save-bar button').click());
    expect([browser.dialogs, browser.strangers, browser.studio.errors]).toEqual([[], [], []]);
    expect(browser.complaints).toEqual([]);
  });
});
