/**
 * Writes docs/images/*.png: the mail of the demo (run "npm run demo" first), pages of the site and of the studio on the
 * sample content.
 * Needs a Chromium; CHROMIUM names it.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import { registerJsx } from '#rendering/register-jsx.ts';
import { studioScene } from './studio-scene.ts';

const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars';

registerJsx();
const { siteApp } = await import('../src/cli/site-app.ts');
const scene = await studioScene();
const { fetch } = siteApp(scene.app, {
  report: (error) => console.error(error),
  announce: console.log,
  startSending: () => undefined,
  rehearsal: undefined,
  addSampleReaders: undefined,
  stop: new AbortController().signal,
});
const server = serve({ fetch, port: 0, hostname: '127.0.0.1' });
await once(server, 'listening');
const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const mail = `file://${resolve('var/demo/issue.html')}`;
const comparison = `${site}/compare/cursor-background-agent-vs-smolvlm-2-5`;
const issue = `${site}/studio/issues/2026-W47`;
const before = [
  { name: 'mail-phone', url: mail, width: 375, height: 860, colorScheme: 'light' },
  { name: 'mail-phone-dark', url: mail, width: 375, height: 860, colorScheme: 'dark' },
  { name: 'mail-desktop', url: mail, width: 800, height: 860, colorScheme: 'light' },
  { name: 'comparison', url: comparison, width: 1100, height: 1150, colorScheme: 'light' },
  { name: 'comparison-phone-dark', url: comparison, width: 375, height: 1150, colorScheme: 'dark' },
  { name: 'sign-up', url: site, width: 1100, height: 520, colorScheme: 'light' },
  { name: 'studio-issue', url: issue, width: 1300, height: 1000, colorScheme: 'light' },
  {
    name: 'studio-preview',
    url: `${issue}?look=dark&width=375#preview`,
    width: 1300,
    height: 900,
    colorScheme: 'light',
  },
] as const;
const after = [
  { name: 'studio-report', url: `${issue}/report`, width: 1300, height: 1600, colorScheme: 'light' },
] as const;

const profile = await mkdtemp(join(tmpdir(), 'screenshots-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: FLAGS.split(' '),
  deviceScaleFactor: 2,
});
await browser.addCookies([{ name: 'studio_session', value: scene.session, url: `${site}/studio` }]);

async function take(shots: typeof before | typeof after): Promise<void> {
  for (const { name, url, width, height, colorScheme } of shots) {
    const page = await browser.newPage();
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.screenshot({ path: `docs/images/${name}.png` });
    await page.close();
    console.log(`docs/images/${name}.png`);
  }
}

await take(before);
await scene.sendWeek();
await take(after);
await browser.close();
server.close();
await scene.close();
await rm(profile, { recursive: true, force: true });
