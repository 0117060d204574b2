import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HeldCalls, heldCalls } from '../../builders/held-calls.ts';
import { overflow } from '../../emails/page-measurements.ts';
import { axeFindings } from '../../web/pages/axe-findings.ts';
import { noBrowser } from '../../web/pages/site-browser.ts';
import { ANN, FRIDAY } from '../a-studio.ts';
import { aStudioBrowser, type StudioBrowser } from '../studio-browser.ts';

if (noBrowser) console.warn(`An issue on its way is not looked at in a browser: ${noBrowser}`);

const PAGE = '/studio/issues/2026-W47';
const READERS = 300;
const soon = { timeout: 15_000, interval: 20 };

describe.skipIf(noBrowser !== undefined)('An issue on its way, in a browser', { timeout: 60_000 }, () => {
  let browser: StudioBrowser;
  let calls: HeldCalls;
  let sending: Promise<unknown>;
  beforeEach(async () => {
    browser = await aStudioBrowser({ readers: READERS, now: FRIDAY });
    const { app, fake } = browser.studio;
    await app.compose(app.thisWeek(), { who: ANN, overEdits: false });
    await app.approve(app.thisWeek(), { editor: ANN });
    calls = heldCalls(fake);
    const watch = { report: () => undefined, stop: new AbortController().signal };
    sending = app.send(app.thisWeek(), calls.provider, watch);
    await calls.underWay(3);
  }, 60_000);
  afterEach(async () => {
    calls.letGo();
    await sending;
    await browser.close();
  });

  async function atThePage() {
    const page = await browser.open('/studio');
    await browser.signIn(page);
    await page.goto(browser.origin + PAGE);
    const figure = (name: string) => page.locator(`[data-figure="${name}"]`).textContent();
    const state = () => page.locator('h1 .state').textContent();
    return { page, figure, state };
  }

  test('its figures move by themselves until it is sent, and the page says so', async () => {
    const { page, figure, state } = await atThePage();
    expect([await state(), await figure('audience'), await figure('waiting')]).toEqual(['sending', '300', '300']);
    expect([await overflow(page), await axeFindings(page)]).toEqual([0, []]);
    calls.letGo();
    await expect.poll(state, soon).toBe('sent');
    expect([await figure('accepted'), await figure('waiting')]).toEqual(['300', '0']);
    expect([browser.complaints, browser.strangers]).toEqual([[], []]);
  });

  test('a pause by another editor shows on the page that is open', async () => {
    const { page, state } = await atThePage();
    const bob = await browser.studio.signedIn('bob@example.org');
    await bob.post(`${PAGE}/pause`);
    await expect.poll(state, soon).toBe('paused');
    expect(await page.locator('#paused').textContent()).toContain('bob@example.org paused it');
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(state, soon).toBe('sending');
  });
});
