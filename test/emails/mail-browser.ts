import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

export const noBrowser = existsSync(executable) ? undefined : `no chromium at ${executable} (set CHROMIUM)`;

export type Look = { width: number; dark?: boolean };

/** One chromium with a profile of its own; every mail gets a new page, since pages remember the last one’s color-scheme. */
export class MailBrowser {
  /** Everything a mail asked for that is neither its own file nor inside it. */
  readonly asked: string[] = [];
  readonly #folder: string;
  readonly #context: BrowserContext;

  private constructor(folder: string, context: BrowserContext) {
    this.#folder = folder;
    this.#context = context;
  }

  static async launch(): Promise<MailBrowser> {
    const folder = mkdtempSync(join(tmpdir(), 'mail-browser-'));
    const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: executable,
      args: flags.split(' '),
    });
    const browser = new MailBrowser(folder, context);
    await context.route(/^(?!file:|data:)/, (route) => {
      browser.asked.push(route.request().url());
      return route.abort();
    });
    return browser;
  }

  async show(html: string, { width, dark = false }: Look): Promise<Page> {
    const file = join(this.#folder, 'mail.html');
    writeFileSync(file, html);
    const page = await this.#context.newPage();
    await page.setViewportSize({ width, height: 667 });
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  async close(): Promise<void> {
    await this.#context.close();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
