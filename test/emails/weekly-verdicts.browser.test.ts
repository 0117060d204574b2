import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDigest } from '../../emails/sample-digest.ts';
import { contrast } from './contrast.ts';
import { hostileDigest } from './hostile-digest.ts';
import { longDigest } from './long-digest.ts';
import { MailBrowser, noBrowser } from './mail-browser.ts';
import { asHex, boxes, overflow, seenTexts } from './page-measurements.ts';
import { renderedMail } from './rendered-mail.ts';

if (noBrowser) console.warn(`The mail is not looked at in a browser: ${noBrowser}`);

const withoutStyle = (html: string) => html.replace(/<style>.*?<\/style>/gs, '');
const sample = await renderedMail({ ...sampleDigest, testBanner: 'Test mail' });
const long = await renderedMail(longDigest);
const hostile = await renderedMail(hostileDigest);
const variants = [
  { styled: 'with its style sheet', change: (html: string) => html },
  { styled: 'without any style sheet', change: withoutStyle },
];
const cases = variants.flatMap((variant) => [320, 375, 660].map((width) => ({ ...variant, width })));

describe.skipIf(noBrowser !== undefined)('the mail in a browser', () => {
  let browser: MailBrowser;
  beforeAll(async () => {
    browser = await MailBrowser.launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  });

  test.each(cases)('at $width px, $styled, nothing reaches over the edge', async ({ width, change }) => {
    for (const html of [sample, long, hostile]) {
      const page = await browser.show(change(html), { width });
      expect(await overflow(page)).toBe(0);
      await page.close();
    }
  });

  test.each(cases)('at $width px, $styled, the two sides stay beside each other', async ({ width, change }) => {
    const page = await browser.show(change(long), { width });
    const cells = await boxes(page, '.facts > tbody > tr:not(:last-child) > td');
    expect(cells).toHaveLength(5 * 5 * 2);
    for (let left = 0; left < cells.length; left += 2) {
      expect(cells[left]!.top).toBe(cells[left + 1]!.top);
      expect(cells[left]!.right).toBeLessThanOrEqual(cells[left + 1]!.left + 1);
    }
    await page.close();
  });

  test.each(cases)(
    'at $width px, $styled, quotes stack on phones and stand side by side where two fit',
    async (look) => {
      const page = await browser.show(look.change(long), look);
      const quotes = await boxes(page, '.quote');
      expect(quotes).toHaveLength(10);
      for (let first = 0; first < quotes.length; first += 2) {
        const [one, two] = [quotes[first]!, quotes[first + 1]!];
        if (look.width < 600) expect(two.top).toBeGreaterThanOrEqual(one.bottom);
        else expect([two.top, two.left >= one.right]).toEqual([one.top, true]);
      }
      await page.close();
    },
  );

  test.each(cases)('at $width px, $styled, no text is smaller than 13 px', async ({ width, change }) => {
    const page = await browser.show(change(sample), { width });
    const sizes = (await seenTexts(page)).map(({ fontSize }) => fontSize);
    expect(sizes.length).toBeGreaterThan(100);
    expect(Math.min(...sizes)).toBe(13);
    await page.close();
  });

  test.each([
    ...variants.map((variant) => ({ ...variant, dark: false })),
    ...variants.map((variant) => ({ ...variant, dark: true })),
  ])('$styled, dark mode $dark, every text has a contrast of at least 4.5', async ({ change, dark }) => {
    const page = await browser.show(change(sample), { width: 375, dark });
    const faint = (await seenTexts(page)).filter(
      ({ color, background }) => contrast(asHex(color), asHex(background)) < 4.5,
    );
    expect(faint).toEqual([]);
    await page.close();
  });

  test('dark mode darkens the page, the card and every ruled line', async () => {
    const page = await browser.show(sample, { width: 375, dark: true });
    const grounds = new Set((await seenTexts(page)).map(({ background }) => asHex(background)));
    expect([...grounds].sort()).toEqual(['#121214', '#1c1c20']);
    const lines = await page
      .locator('td.ruled, .facts tbody tr')
      .evaluateAll((rows) => rows.map((row) => getComputedStyle(row).borderTopColor));
    expect(new Set(lines.map(asHex))).toEqual(new Set(['#38383e']));
    await page.close();
  });

  test('the first screen of a phone says which tool to ship', async () => {
    for (const width of [320, 375]) {
      const page = await browser.show(long, { width });
      const call = page.getByText(longDigest.verdicts[0]!.call.sentence).first();
      expect((await call.boundingBox())!.y + (await call.boundingBox())!.height).toBeLessThan(450);
      await page.close();
    }
  });

  test('a phone uses its whole width for a quote', async () => {
    const page = await browser.show(sample, { width: 375 });
    const [quote] = await boxes(page, '.quote');
    const [table] = await boxes(page, '.facts');
    expect(quote!.right).toBe(table!.right);
    await page.close();
  });

  test('there is no image to block, and nothing is asked of the network', async () => {
    const page = await browser.show(sample, { width: 660 });
    expect(await page.locator('img, picture, svg, video, iframe').count()).toBe(0);
    await page.close();
    expect(browser.asked).toEqual([]);
  });
});
