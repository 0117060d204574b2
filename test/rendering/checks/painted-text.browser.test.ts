import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hexOf, parseColour } from '#rendering/checks/colour.ts';
import { mailDocument } from '#rendering/checks/mail-document.ts';
import { paintedTexts } from '#rendering/checks/painted-text.ts';
import { MailBrowser, noBrowser } from '../../emails/mail-browser.ts';
import { seenTexts } from '../../emails/page-measurements.ts';
import { aCheckedMail } from './a-checked-mail.ts';

const { message } = await aCheckedMail({
  content: {
    note: 'A **note** with a [link](https://example.org/) and `code`.\n\n- and a list',
    sponsor: { label: 'Sponsor', markdown: 'Buy [it](https://example.org/it).' },
  },
});

const asHex = (colour: string) => hexOf(parseColour(colour)!);

describe.skipIf(noBrowser !== undefined)('the colours that are checked', () => {
  let browser: MailBrowser;
  beforeAll(async () => {
    browser = await MailBrowser.launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  });

  test.each(['light', 'dark'] as const)('are those that a browser paints, %s', async (mode) => {
    const page = await browser.show(message.html, { width: 800, dark: mode === 'dark' });
    const seen = (await seenTexts(page)).map(({ text, color, background }) => [
      text.replace(/\s+/g, ' '),
      `${asHex(color)} on ${asHex(background)}`,
    ]);
    const inBrowser = new Set(seen.map((text) => text.join(': ')));
    const checked = paintedTexts(await mailDocument(message.html))(mode);
    // Text around an element is one piece to the check and two to the browser.
    const alike = checked.filter(({ text }) => seen.some(([seenText]) => seenText === text));
    expect(alike.length).toBeGreaterThan(60);
    for (const { text, ink, ground } of alike)
      expect(inBrowser).toContain(`${text}: ${asHex(ink)} on ${asHex(ground)}`);
  });
});
