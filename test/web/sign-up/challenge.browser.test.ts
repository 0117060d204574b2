import { afterEach, describe, expect, test } from 'vitest';
import { overflow } from '../../emails/page-measurements.ts';
import { axeFindings } from '../pages/axe-findings.ts';
import { noBrowser, SiteBrowser } from '../pages/site-browser.ts';
import { aSite, type Site } from '../reader/a-site.ts';

if (noBrowser) console.warn(`No browser does the work of a sign-up: ${noBrowser}`);

const ANN = 'ann@verdict-readers.org';

describe.skipIf(noBrowser !== undefined)('the work a sign-up asks of a browser', () => {
  let site: Site;
  let browser: SiteBrowser;
  afterEach(async () => {
    await browser?.close();
    await site?.end();
  });

  test('is done without a click, under our own content security policy', async () => {
    site = await aSite({ SIGN_UP_CHALLENGE: 'always' });
    browser = await SiteBrowser.launch(site);
    const page = await browser.open('/', { width: 375 });
    site.advance(60_000);
    await page.getByLabel('Your e-mail address').fill(ANN);
    await page.getByRole('button', { name: 'Send me the verdicts' }).click();
    await page.waitForURL('**/subscribe');
    await page.getByText('Verified', { exact: true }).waitFor({ timeout: 30_000 });
    expect([await overflow(page), await axeFindings(page)]).toEqual([0, []]);
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
    expect(await site.answered()).toMatchObject([{ to: [ANN] }]);
    const ours = browser.complaints.filter((line) => !/status of 422/.test(line));
    expect([browser.strangers, ours, site.errors]).toEqual([[], [], []]);
  });
});
