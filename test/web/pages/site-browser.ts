import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { ORIGIN } from '../a-site.ts';

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

export const noBrowser = existsSync(executable) ? undefined : `no chromium at ${executable} (set CHROMIUM)`;

export type Look = { width: number; dark?: boolean };

/** One chromium with a profile of its own, for which the site is on the network and nothing else is. */
export class SiteBrowser {
  /** Everything a page asked for that is not the site's. */
  readonly strangers: string[] = [];
  /** What the browser complained about: refused by the content security policy, or missing. */
  readonly complaints: string[] = [];
  /** The site that is on the network. */
  web: Hono;
  readonly #folder: string;
  readonly #context: BrowserContext;

  private constructor(web: Hono, folder: string, context: BrowserContext) {
    this.web = web;
    this.#folder = folder;
    this.#context = context;
  }

  static async launch(web: Hono): Promise<SiteBrowser> {
    const folder = mkdtempSync(join(tmpdir(), 'site-browser-'));
    const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: executable,
      args: flags.split(' '),
    });
    const browser = new SiteBrowser(web, folder, context);
    await context.route('**/*', async (route) => {
      const url = new URL(route.request().url());
      if (url.origin !== ORIGIN) {
        browser.strangers.push(url.href);
        return route.abort();
      }
      const response = await browser.web.request(url.pathname + url.search, { method: route.request().method() });
      return route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    });
    return browser;
  }

  async open(path: string, { width, dark = false }: Look): Promise<Page> {
    const page = await this.#context.newPage();
    page.on('console', (message) => this.complaints.push(`${path}: ${message.text()}`));
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.goto(ORIGIN + path);
    return page;
  }

  async close(): Promise<void> {
    await this.#context.close();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
