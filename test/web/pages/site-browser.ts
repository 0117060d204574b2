import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { ORIGIN } from '../a-site.ts';

export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

export const noBrowser = existsSync(executable) ? undefined : `no chromium at ${executable} (set CHROMIUM)`;

/** A site as a browser needs it: hono's own, or one that says where requests come from. */
export type Web = { request(path: string, init?: RequestInit): Response | Promise<Response> };

/** What the browser sends, with the body of a form. */
function requestInit(request: Request): RequestInit {
  if (request.method() !== 'POST') return { method: request.method() };
  const headers = { 'content-type': request.headers()['content-type'] ?? '', origin: ORIGIN };
  return { method: 'POST', headers, body: new Uint8Array(request.postDataBuffer() ?? []) };
}

export type Look = { width: number; dark?: boolean };

/** One chromium with a profile of its own, for which the site is on the network and nothing else is. */
export class SiteBrowser {
  /** Everything a page asked for that is not the site's. */
  readonly strangers: string[] = [];
  /** What the browser complained about: refused by the content security policy, or missing. */
  readonly complaints: string[] = [];
  /** The site that is on the network. */
  web: Web;
  readonly #folder: string;
  readonly #context: BrowserContext;

  private constructor(web: Web, folder: string, context: BrowserContext) {
    this.web = web;
    this.#folder = folder;
    this.#context = context;
  }

  static async launch(web: Web, { javaScript = true } = {}): Promise<SiteBrowser> {
    const folder = mkdtempSync(join(tmpdir(), 'site-browser-'));
    const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: executable,
      args: flags.split(' '),
      javaScriptEnabled: javaScript,
    });
    const browser = new SiteBrowser(web, folder, context);
    await context.route('**/*', async (route) => {
      const url = new URL(route.request().url());
      if (url.origin !== ORIGIN) {
        browser.strangers.push(url.href);
        return route.abort();
      }
      const response = await browser.web.request(url.pathname + url.search, requestInit(route.request()));
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
