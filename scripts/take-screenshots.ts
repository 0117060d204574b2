/** Writes docs/images/mail-*.png from the mail of the demo (run "npm run demo" first). Needs a Chromium; CHROMIUM names it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];

const shots = [
  { name: 'mail-phone', width: 375, height: 860, colorScheme: 'light' },
  { name: 'mail-phone-dark', width: 375, height: 860, colorScheme: 'dark' },
  { name: 'mail-desktop', width: 800, height: 860, colorScheme: 'light' },
] as const;

const profile = await mkdtemp(join(tmpdir(), 'screenshots-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: FLAGS,
  deviceScaleFactor: 2,
});
for (const { name, width, height, colorScheme } of shots) {
  const page = await browser.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  await page.goto(`file://${resolve('var/demo/issue.html')}`);
  await page.screenshot({ path: `docs/images/${name}.png` });
  await page.close();
  console.log(`docs/images/${name}.png`);
}
await browser.close();
await rm(profile, { recursive: true, force: true });
