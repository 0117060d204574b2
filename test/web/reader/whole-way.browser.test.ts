import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { overflow } from '../../emails/page-measurements.ts';
import { axeFindings } from '../pages/axe-findings.ts';
import { noBrowser, SiteBrowser } from '../pages/site-browser.ts';
import { aSite, PUBLIC_URL, type Site } from './a-site.ts';

if (noBrowser) console.warn(`A reader’s way is not walked in a browser: ${noBrowser}`);

const ANN = 'ann@verdict-readers.org';
const PAIRING = 'cursor-background-agent-vs-smolvlm-2-5';

const looks = [
  { width: 375, dark: false, javaScript: true },
  { width: 375, dark: true, javaScript: false },
  { width: 1280, dark: true, javaScript: true },
  { width: 1280, dark: false, javaScript: false },
];

describe.skipIf(noBrowser !== undefined)('from sign-up to goodbye in a browser', () => {
  let site: Site;
  let browser: SiteBrowser;
  afterEach(async () => {
    await browser?.close();
    await site?.end();
  });

  test.each(looks)('$width px wide, dark $dark, JavaScript $javaScript', async ({ width, dark, javaScript }) => {
    site = await aSite({ NOW: '' });
    site.advance(3 * 86_400_000);
    browser = await SiteBrowser.launch(site, { javaScript });
    const open = (path: string) => browser.open(path, { width, dark });
    const linkTo = (text: string | null | undefined, what: string) =>
      new RegExp(`${PUBLIC_URL}(/${what}/\\S+)`).exec(text ?? '')?.[1] ?? '';
    const looked = async (page: Page) => {
      if (!javaScript) return;
      expect([page.url(), await overflow(page), await axeFindings(page)]).toEqual([page.url(), 0, []]);
    };
    const press = async (page: Page, name: string) => {
      await looked(page);
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name, exact: true }).click();
      await (await answered).finished();
      await page.waitForLoadState();
      await looked(page);
    };
    const reader = () =>
      site.app.store.selectFrom('subscribers').selectAll().where('address_key', '=', ANN).executeTakeFirst();

    const home = await open('/');
    site.advance(60_000);
    await home.getByLabel('Your e-mail address').fill(ANN);
    await press(home, 'Send me the verdicts');
    const [confirmation] = await site.answered();
    const confirm = await open(linkTo(confirmation?.text, 'confirm'));
    expect(await reader()).toMatchObject({ status: 'pending' });
    await press(confirm, await confirm.getByRole('button').innerText());
    expect(await reader()).toMatchObject({ status: 'active' });

    const [welcome] = await site.answered();
    const preferences = await open(linkTo(welcome?.text, 'preferences'));
    await looked(preferences);
    const token = linkTo(welcome?.text, 'preferences').split('/').at(-1);

    const vote = await open(`/vote/${PAIRING}/${token}`);
    await vote.getByRole('radio').first().check();
    await press(vote, await vote.getByRole('button').first().innerText());
    expect(await site.app.store.selectFrom('votes').selectAll().execute()).toMatchObject([{ choice: 'ship' }]);

    const leave = await open(`/unsubscribe/${token}`);
    await press(leave, 'Unsubscribe');
    expect(await reader()).toMatchObject({ status: 'unsubscribed' });
    await press(leave, 'Stay on the list');
    expect(await reader()).toMatchObject({ status: 'active' });
    expect([browser.strangers, browser.complaints, site.errors]).toEqual([[], [], []]);
  });
});
