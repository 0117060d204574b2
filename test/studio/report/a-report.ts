import { Hono } from 'hono';
import type { Store } from '#store/open-store.ts';
import { type App, openApp } from '../../../src/app.ts';
import { siteApp } from '../../../src/cli/site-app.ts';
import { readConfig } from '../../../src/config.ts';
import { keepLink, openSession } from '../../../src/studio/sign-in/editor-token-queries.ts';
import { aDatabase } from '../../builders/databases.ts';
import { ORIGIN } from '../../web/a-site.ts';

export const EDITOR = 'editor@example.org';

export type Reports = {
  app: App;
  store: Store;
  web: Hono;
  get(path: string): Promise<Response>;
  /** The body of a page that has to be there. */
  page(path: string): Promise<string>;
  end(): Promise<void>;
};

/** The whole site, to whoever asks as to an editor who is signed in. */
function toAnEditor(app: App): Hono {
  const site = siteApp(app, {
    report: (error) => {
      throw error;
    },
    announce: () => undefined,
    startSending: () => undefined,
    rehearsal: undefined,
    addSampleReaders: undefined,
    stop: new AbortController().signal,
  });
  const web = new Hono();
  web.all('*', ({ req }) => {
    const headers = new Headers(req.raw.headers);
    headers.set('cookie', 'studio_session=a-session');
    return site.fetch(new Request(req.raw, { headers }));
  });
  return web;
}

/** The reports to an editor who is signed in. */
export async function theReports(): Promise<Reports> {
  const { config, problems } = readConfig({ DATABASE_URL: await aDatabase(), PUBLIC_URL: ORIGIN, EDITORS: EDITOR });
  if (!config) throw new Error(problems.join('\n'));
  const app = await openApp(config);
  await keepLink(app.store, 'a-link', EDITOR, app.clock());
  await openSession(app.store, 'a-link', 'a-session', app.clock());
  const web = toAnEditor(app);
  const get = async (path: string) => web.request(path);
  return {
    app,
    store: app.store,
    web,
    get,
    async page(path) {
      const response = await get(path);
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
      return response.text();
    },
    end: () => app.close(),
  };
}
