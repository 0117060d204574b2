import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Store } from '#store/open-store.ts';
import { type App, openApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { browserScript } from '../../../src/studio/browser-script.ts';
import { studioStyle } from '../../../src/studio/look.ts';
import { reportRoutes } from '../../../src/studio/report/report-routes.tsx';
import type { StudioEnv } from '../../../src/studio/studio.ts';
import { styleSheet } from '../../../src/web/style-sheet.ts';
import { ORIGIN } from '../../web/a-site.ts';

export const EDITOR = 'editor@example.org';

export type Reports = {
  app: App;
  store: Store;
  web: Hono<StudioEnv>;
  get(path: string): Promise<Response>;
  /** The body of a page that has to be there. */
  page(path: string): Promise<string>;
  end(): Promise<void>;
};

/** The reports to an editor who is signed in, with the studio's looks and its policy for styles and scripts. */
export async function theReports(): Promise<Reports> {
  const { config, problems } = readConfig({ DATABASE_URL: ':memory:', PUBLIC_URL: ORIGIN });
  if (!config) throw new Error(problems.join('\n'));
  const app = await openApp(config);
  const web = new Hono<StudioEnv>();
  web.onError((error) => {
    throw error;
  });
  const self = ["'self'"];
  web.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: self, scriptSrc: self } }));
  web.get('/style.css', (context) => context.body(styleSheet(), 200, { 'content-type': 'text/css' }));
  web.get('/studio/style.css', (context) => context.body(studioStyle, 200, { 'content-type': 'text/css' }));
  web.get('/studio/browser/:name', async (context) =>
    context.body((await browserScript(context.req.param('name'))) ?? '', 200, { 'content-type': 'text/javascript' }),
  );
  web.use((context, next) => {
    context.set('editor', EDITOR);
    return next();
  });
  const studio = {
    app,
    newToken: () => 'a token',
    announce: () => undefined,
    startSending: () => undefined,
    rehearsal: undefined,
  };
  web.route('/studio', reportRoutes(studio as unknown as Parameters<typeof reportRoutes>[0]));
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
