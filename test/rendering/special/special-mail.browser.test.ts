import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sponsorBlock } from '#rendering/special/sponsor-block.ts';
import { sampleDigest } from '../../../emails/sample-digest.ts';
import { contrast } from '../../emails/contrast.ts';
import { MailBrowser, noBrowser } from '../../emails/mail-browser.ts';
import { asHex, boxes, overflow, seenTexts } from '../../emails/page-measurements.ts';
import { renderedMail } from '../../emails/rendered-mail.ts';
import { axeFindings } from '../../web/pages/axe-findings.ts';
import { withColumn, withText } from './layouts.ts';
import { sampleMail, sampleMails } from './sample-mail.ts';

if (noBrowser) console.warn(`Special editions are not looked at in a browser: ${noBrowser}`);

const mails = await sampleMails();
const looks = mails.flatMap((mail) =>
  [320, 375, 660].flatMap((width) => [false, true].map((dark) => ({ ...mail, width, dark }))),
);
const withoutStyle = (html: string) => html.replace(/<style>.*?<\/style>/gs, '');
const faintIn = async (page: Page) =>
  (await seenTexts(page)).filter(({ color, background }) => contrast(asHex(color), asHex(background)) < 4.5);

const logo = '<mj-image width="200px" alt="Alpha, our sponsor" src="https://x.example/logo.png" />';
const offer =
  '<mj-text font-size="16px" line-height="1.5">A sponsor’s words, long enough to need a second line on a phone.</mj-text>';
const twoColumns = `<mjml><mj-body><mj-section><mj-column>${logo}</mj-column><mj-column>${offer}<mj-button font-size="16px" href="https://x.example/">Try Alpha</mj-button></mj-column></mj-section></mj-body></mjml>`;

describe.skipIf(noBrowser !== undefined)('special editions in a browser', () => {
  let browser: MailBrowser;
  beforeAll(async () => {
    browser = await MailBrowser.launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  });

  test.each(looks)(
    '$name at $width px, dark $dark: nothing over the edge, nothing small, nothing faint',
    async ({ html, ...look }) => {
      for (const variant of [html, withoutStyle(html)]) {
        const page = await browser.show(variant, look);
        expect(await overflow(page)).toBe(0);
        expect(Math.min(...(await seenTexts(page)).map(({ fontSize }) => fontSize))).toBeGreaterThanOrEqual(13);
        expect(await faintIn(page)).toEqual([]);
        await page.close();
      }
    },
  );

  test.each(mails)('$name: axe finds nothing, light and dark', async ({ html }) => {
    for (const dark of [false, true]) {
      const page = await browser.show(html, { width: 375, dark });
      const findings = await axeFindings(page);
      expect(findings.filter((finding) => !/^(region|landmark-one-main)/.test(finding))).toEqual([]);
      await page.close();
    }
  });

  test.each(mails)('$name: dark mode darkens the page, the card and the footer', async ({ html }) => {
    const page = await browser.show(html, { width: 660, dark: true });
    const grounds = new Set((await seenTexts(page)).map(({ background }) => asHex(background)));
    expect([...grounds].sort()).toEqual(['#121214', '#1c1c20', '#9db2ff']);
    await page.close();
  });

  test('columns stack on a phone and stand side by side where there is room', async () => {
    const { html } = mails.find(({ name }) => name === 'verdicts-of-the-year')!;
    for (const [width, beside] of [
      [375, false],
      [660, true],
    ] as const) {
      const page = await browser.show(html, { width });
      const [one, two] = await boxes(page, '.mj-column-per-50');
      expect(two!.left >= one!.right).toBe(beside);
      await page.close();
    }
  });

  test('a layout that knows nothing of dark mode stays readable in it', async () => {
    const { html } = await sampleMail(withColumn('<mj-text font-size="16px">Black on nothing</mj-text>'));
    const page = await browser.show(html, { width: 375, dark: true });
    expect(await faintIn(page)).toEqual([]);
    await page.close();
  });

  test('the footer looks the same whatever the layout’s style sheet says', async () => {
    const style =
      '.x{color:#F5F2EC!important;background-color:#F5F2EC!important;font-size:1px!important} .x td{color:#F5F2EC} .x a{color:#F5F2EC}';
    const head = `<mj-head><mj-style>${style}</mj-style></mj-head>`;
    const body = withText('x', head).replace('<mj-body>', '<mj-body css-class="x">');
    const footers = [];
    for (const mjml of [withText('x'), body]) {
      const page = await browser.show((await sampleMail(mjml)).html, { width: 375 });
      const texts = await seenTexts(page);
      footers.push(texts.slice(texts.findIndex(({ text }) => text.startsWith('You get this'))));
      await page.close();
    }
    expect(footers[1]).toEqual(footers[0]);
    expect(footers[0]).toHaveLength(5);
  });

  test.each([320, 660])('a sponsor’s block stands inside the digest at %i px, light and dark', async (width) => {
    const block = await sponsorBlock(twoColumns);
    if (block.kind === 'faulty') throw new Error(JSON.stringify(block.faults));
    const digest = await renderedMail({
      ...sampleDigest,
      sponsor: { label: 'Sponsor', html: block.html, text: block.text },
    });
    for (const dark of [false, true]) {
      const page = await browser.show(digest, { width, dark });
      expect(await overflow(page)).toBe(0);
      expect(await faintIn(page)).toEqual([]);
      const [picture] = await boxes(page, 'img[alt="Alpha, our sponsor"]');
      expect(picture!.right).toBeLessThanOrEqual(width - 20);
      await page.close();
    }
  });
});
