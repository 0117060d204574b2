import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { executable, flags } from '../web/pages/site-browser.ts';
import { ANN, type AStudio, aStudio } from './a-studio.ts';

export type Looking = { width?: number; dark?: boolean };

export type StudioBrowser = {
  studio: AStudio;
  /** Everything a page asked for that is not ours. */
  strangers: string[];
  /** What the browser complained about: refused by a policy, or missing. */
  complaints: string[];
  /** What a page asked in a window of its own. */
  dialogs: string[];
  /** A new page of an editor at the desk; of somebody else's browser when told. */
  open(path: string, looking?: Looking): Promise<Page>;
  /** Another browser with its own cookies. */
  another(): Promise<BrowserContext>;
  /** By the form and the link, as editors do. */
  signIn(page: Page, editor?: string): Promise<void>;
  origin: string;
  close(): Promise<void>;
};

type Options = Parameters<typeof aStudio>[0] & { javaScript?: boolean };

/**
 * Puts a studio on a port of this machine, because cookies, redirects and frames are the browser's own there. Its mails
 * still lead to the public address, as in a rehearsal.
 */
async function listening(options: Options): Promise<{ studio: AStudio; origin: string; stop(): Promise<void> }> {
  let studio: AStudio | undefined;
  const server = createAdaptorServer({
    fetch: (request, bindings) => studio?.site.fetch(request, bindings) ?? new Response('not yet', { status: 503 }),
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  studio = await aStudio(options);
  const stop = () => new Promise<void>((closed) => server.close(() => closed()));
  return { studio, origin, stop };
}

function watch(browser: StudioBrowser, context: BrowserContext): void {
  context.on('console', (message) => browser.complaints.push(message.text()));
  context.on('page', (page) => {
    page.on('dialog', (dialog) => {
      browser.dialogs.push(`${dialog.type()}: ${dialog.message()}`);
      void dialog.accept();
    });
  });
  void context.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(`${browser.origin}/`)) return route.continue();
    browser.strangers.push(url);
    return route.abort();
  });
}

async function signIn({ studio, origin }: StudioBrowser, page: Page, editor: string): Promise<void> {
  await page.goto(`${origin}/studio/sign-in`);
  await page.getByLabel('Your address').fill(editor);
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
  await page.goto(studio.announced.at(-1)?.split(': ')[1] ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Weeks' }).waitFor();
}

/** A studio and an editor's chromium before it, for which nothing else is on the network. */
export async function aStudioBrowser(options: Options = {}): Promise<StudioBrowser> {
  const { studio, origin, stop } = await listening(options);
  const folder = mkdtempSync(join(tmpdir(), 'studio-browser-'));
  const { javaScript = true } = options;
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: executable,
    args: flags.split(' '),
    javaScriptEnabled: javaScript,
  });
  const others: BrowserContext[] = [];
  const browser: StudioBrowser = {
    studio,
    origin,
    strangers: [],
    complaints: [],
    dialogs: [],
    async open(path, { width = 1280, dark = false } = {}) {
      const page = await context.newPage();
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      await page.goto(origin + path);
      return page;
    },
    async another() {
      const other = await chromium.launchPersistentContext(join(folder, `profile-${others.length}`), {
        executablePath: executable,
        args: flags.split(' '),
      });
      others.push(other);
      watch(browser, other);
      return other;
    },
    signIn: (page, editor = ANN) => signIn(browser, page, editor),
    async close() {
      for (const one of [...others, context]) await one.close();
      await stop();
      await studio.end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  watch(browser, context);
  return browser;
}
