import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { overflow } from '../../emails/page-measurements.ts';
import { axeFindings } from '../pages/axe-findings.ts';
import { noBrowser, SiteBrowser } from '../pages/site-browser.ts';
import { aSite, PUBLIC_URL, type Site } from './a-site.ts';

if (noBrowser) console.warn(`No visitor votes in a browser: ${noBrowser}`);

const PAGE = '/compare/cursor-background-agent-vs-smolvlm-2-5';

describe.skipIf(noBrowser !== undefined)('a visitor’s vote in a browser', () => {
  let site: Site;
  let browser: SiteBrowser;
  afterEach(async () => {
    await browser?.close();
    await site?.end();
  });

  test.each([true, false])('from the comparison to the count and back, JavaScript %s', async (javaScript) => {
    site = await aSite();
    site.advance(3 * 86_400_000);
    browser = await SiteBrowser.launch(site, { javaScript });
    const looked = async (page: Page) => {
      if (javaScript) expect([page.url(), await overflow(page), await axeFindings(page)]).toEqual([page.url(), 0, []]);
    };
    const page = await browser.open(PAGE, { width: 375 });
    await page.getByRole('group', { name: 'SmolVLM 2.5' }).getByLabel('Ship').check();
    await page.getByRole('button', { name: 'Cast my vote' }).click();
    await page.getByRole('heading', { name: 'One step, and your vote counts' }).waitFor();
    await looked(page);
    site.advance(60_000);
    await page.getByLabel('E-mail address').fill('ann@verdict-readers.org');
    await page.getByRole('button', { name: 'Sign up and vote' }).click();
    await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();

    const [mail] = await site.answered();
    const link = new RegExp(`${PUBLIC_URL}(/confirm/\\S+)`).exec(mail?.text ?? '')?.[1] ?? '';
    const confirm = await browser.open(link, { width: 375, dark: true });
    await looked(confirm);
    await confirm.getByRole('button').click();
    await confirm.getByRole('heading', { name: 'You are in' }).waitFor();
    await looked(confirm);
    await confirm.getByRole('link', { name: 'Cursor Background Agent vs SmolVLM 2.5' }).click();
    await confirm.getByText('1 vote so far').first().waitFor();
    expect([browser.strangers, browser.complaints, site.errors]).toEqual([[], [], []]);
  });
});
