/**
 * Writes docs/images/*.png: the mail of the demo (run "npm run demo" first) and pages of the site on the sample content.
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
import { openApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';

const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars';

registerJsx();
const { webApp } = await import('../src/web/web-app.ts');
const { config, problems } = readConfig({ DATABASE_URL: ':memory:', NOW: '2026-11-20T12:00:00Z' });
if (!config) throw new Error(problems.join('\n'));
const app = await openApp(config);
const { fetch } = webApp(app, (error) => console.error(error));
const server = serve({ fetch, port: 0, hostname: '127.0.0.1' });
await once(server, 'listening');
const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const mail = `file://${resolve('var/demo/issue.html')}`;
const comparison = `${site}/compare/cursor-background-agent-vs-smolvlm-2-5`;
const shots = [
  { name: 'mail-phone', url: mail, width: 375, height: 860, colorScheme: 'light' },
  { name: 'mail-phone-dark', url: mail, width: 375, height: 860, colorScheme: 'dark' },
  { name: 'mail-desktop', url: mail, width: 800, height: 860, colorScheme: 'light' },
  { name: 'comparison', url: comparison, width: 1100, height: 1150, colorScheme: 'light' },
  { name: 'comparison-phone-dark', url: comparison, width: 375, height: 1150, colorScheme: 'dark' },
  { name: 'sign-up', url: site, width: 1100, height: 520, colorScheme: 'light' },
] as const;

const profile = await mkdtemp(join(tmpdir(), 'screenshots-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: FLAGS.split(' '),
  deviceScaleFactor: 2,
});
for (const { name, url, width, height, colorScheme } of shots) {
  const page = await browser.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  await page.goto(url);
  await page.screenshot({ path: `docs/images/${name}.png` });
  await page.close();
  console.log(`docs/images/${name}.png`);
}
await browser.close();
server.close();
await app.close();
await rm(profile, { recursive: true, force: true });
