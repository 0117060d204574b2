/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { findIssue } from '#issue/issue-queries.ts';
import { week } from '../builders/issue-builders.ts';
import { noBrowser } from '../web/pages/site-browser.ts';
import { ANN, BOB, FRIDAY } from './a-studio.ts';
import { aStudioBrowser, type StudioBrowser } from './studio-browser.ts';

if (noBrowser) console.warn(`An editor’s way is not walked in a browser: ${noBrowser}`);

/** A whole way takes a while on a slow machine. */
const WHOLE_WAY_MS = 60_000;

const DESK = '/studio/issues/2026-W47';

let browser: StudioBrowser;

async function aWeek(options: Parameters<typeof aStudioBrowser>[0] = {}): Promise<void> {
  browser = await aStudioBrowser({ readers: 3, now: FRIDAY, ...options });
  await browser.studio.app.compose(week('2026-W47'), { who: 'the schedule', overEdits: false });
}

const stored = () => findIssue(browser.studio.app.store, week('2026-W47'));
const lineupOnPage = (page: Page) =>
  page.locator('#lineup > li').evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.slug));
const lineupStored = async () => {
  const issue = await stored();
  if (issue?.state !== 'draft' && issue?.state !== 'approved') throw new Error(`is ${issue?.state}`);
  return 'lineup' in issue.content ? issue.content.lineup.map(({ pairing }) => `${pairing.slug}`) : [];
};

/** Presses Tab until what has the focus is asked for, as somebody does who has no mouse. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < 200; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`no Tab led to ${selector}`);
}

async function followed(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}

describe.skipIf(noBrowser !== undefined)('An editor', { timeout: WHOLE_WAY_MS }, () => {
  afterEach(() => browser?.close());

  test('signs in, edits, moves a pairing, saves and approves with the keyboard alone', async () => {
    await aWeek();
    const page = await browser.open('/studio');
    const enter = () => followed(page, () => page.keyboard.press('Enter'));
    await tabTo(page, '#email');
    await page.keyboard.type(ANN);
    await enter();
    await page.goto(browser.studio.announced.at(-1)?.split(': ')[1] ?? '');
    await tabTo(page, 'main button');
    await enter();
    await tabTo(page, `a[href="${DESK}"]`);
    await enter();
    const [first, second, ...others] = await lineupOnPage(page);
    await tabTo(page, '#subject');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Typed without a mouse');
    await tabTo(page, `button[value="down:${first}"]`);
    await page.keyboard.press('Enter');
    expect(await lineupOnPage(page)).toEqual([second, first, ...others]);
    expect(await page.evaluate(() => (document.activeElement as HTMLButtonElement).value)).toBe(`down:${first}`);
    await tabTo(page, '.save-bar button');
    await enter();
    expect(await page.locator('.message').innerText()).toBe('Saved.');
    expect(await lineupStored()).toEqual([second, first, ...others]);
    await tabTo(page, '#approve button');
    await enter();
    expect(await page.locator('.message').innerText()).toContain('Approved.');
    expect(await stored()).toMatchObject({
      state: 'approved',
      approval: { editor: ANN, audience: 3 },
      content: { subject: 'Typed without a mouse' },
    });
    expect([browser.strangers, browser.complaints, browser.studio.errors]).toEqual([[], [], []]);
  });

  test('does everything without JavaScript', async () => {
    await aWeek({ javaScript: false });
    const page = await browser.open('/studio', { width: 375 });
    await browser.signIn(page);
    const press = (name: string | RegExp) =>
      followed(page, () =>
        page
          .getByRole('button', { name, exact: typeof name === 'string' })
          .last()
          .click(),
      );
    await page.goto(browser.origin + DESK);
    const [first, second, ...others] = (await lineupStored()) as [string, string, ...string[]];
    await page.getByLabel('Subject').fill('Typed without a script');
    await followed(page, () => page.locator(`button[value="down:${first}"]`).click());
    expect(await lineupStored()).toEqual([second, first, ...others]);
    await followed(page, () => page.locator(`button[value="remove:${second}"]`).click());
    expect(await lineupStored()).toEqual([first, ...others]);
    await followed(page, () => page.locator(`button[value="put:${second}"]`).click());
    expect(await lineupStored()).toEqual([first, ...others, second]);
    await followed(page, () => page.getByRole('link', { name: 'Dark', exact: true }).click());
    expect(await page.frameLocator('#mail').locator('body').innerText()).toContain('Weekly AI Tool Verdicts');
    await page.getByText('Hold, skip, start over').press('Enter');
    await page.getByLabel('Why it has to wait').fill('a call');
    await press('Hold');
    expect(await stored()).toMatchObject({ state: 'held', reason: 'a call' });
    await press('Release');
    await page.getByText('Try it on yourself').press('Enter');
    await press('Send the test');
    expect(browser.studio.fake.accepted.at(-1)).toMatchObject({ subject: '[Test] Typed without a script', to: [ANN] });
    await press('Approve');
    expect(await stored()).toMatchObject({ state: 'approved', content: { subject: 'Typed without a script' } });
    await followed(page, () => page.getByRole('link', { name: 'History' }).click());
    expect(await page.locator('.history > li').count()).toBeGreaterThanOrEqual(7);
    expect([browser.strangers, browser.complaints, browser.studio.errors]).toEqual([[], [], []]);
  });

  test('who saves second is shown both edits, keeps their own in the form, and saves them together', async () => {
    await aWeek();
    const annPage = await browser.open('/studio');
    await browser.signIn(annPage, ANN);
    const bobPage = await (await browser.another()).newPage();
    await browser.signIn(bobPage, BOB);
    for (const page of [annPage, bobPage]) await page.goto(browser.origin + DESK);
    await bobPage.getByLabel('Subject').fill('By Bob');
    await bobPage.locator('#note').fill('By Bob.');
    await followed(bobPage, () => bobPage.locator('.save-bar button').click());
    await annPage.getByLabel('Preheader').fill('By Ann, who was slower than Bob and lost nothing.');
    await annPage.locator('#note').fill('By Ann.');
    await followed(annPage, () => annPage.locator('.save-bar button').click());
    expect(await annPage.locator('.message.problem').innerText()).toContain(BOB);
    expect(await annPage.locator('.message tbody tr').innerText()).toMatch(/By Bob\.\s+By Ann\./);
    expect(await annPage.getByLabel('Subject').inputValue()).toBe('By Bob');
    expect(await annPage.locator('#save-state').innerText()).toBe('Not saved yet');
    expect(await annPage.locator('#approve button').isDisabled()).toBe(true);
    browser.dialogs.length = 0;
    await followed(annPage, () => annPage.locator('.save-bar button').click());
    expect(browser.dialogs).toEqual([]);
    expect(await stored()).toMatchObject({
      content: { subject: 'By Bob', note: 'By Ann.', preheader: 'By Ann, who was slower than Bob and lost nothing.' },
    });
    // A page that could not be saved answers 409, which the browser mentions.
    expect(browser.complaints.filter((complaint) => !complaint.includes('409'))).toEqual([]);
  });

  test('is asked before leaving a merge that is not saved', async () => {
    await aWeek();
    const page = await browser.open('/studio');
    await browser.signIn(page);
    await page.goto(browser.origin + DESK);
    await page.locator('#note').fill('By Ann.');
    await browser.studio.app.store.updateTable('issues').set({ send_at: '2026-11-21T09:00:00.000Z' }).execute();
    await followed(page, () => page.locator('.save-bar button').click());
    await page.locator('.message.problem').waitFor();
    await page.locator('#note').press('End');
    browser.dialogs.length = 0;
    await page.goto(`${browser.origin}/studio`);
    expect(browser.dialogs).toEqual(['beforeunload: ']);
  });
});
