import { Hono } from 'hono';
import type { App } from '../app.ts';
import { errorAnswer } from './error-answer.tsx';
import { notFound } from './not-found.tsx';
import { openKeptPages } from './pages/kept-pages.ts';
import { publicPages } from './pages/public-pages.ts';
import { readerRoutes } from './reader/reader-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { signUpRoutes } from './sign-up/sign-up-routes.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';

/** Every route of the site. Whatever goes wrong inside, no stack trace leaves. */
export function webApp(app: App, report: (error: Error) => void): Hono {
  const web = new Hono();
  const kept = openKeptPages(() => performance.now());
  // A reader's token stands in addresses: no referrer tells it.
  web.use(securityHeaders({ also: 'workerSrc', referrerPolicy: 'no-referrer' }));
  web.use(kept.emptiedByPosts);
  web.route('/', publicPages(app, kept));
  web.route('/', signUpRoutes(app));
  web.route('/', readerRoutes(app));
  web.route('/', webhookRoutes(app));
  web.notFound((context) => notFound(app, context));
  web.onError((error, context) => {
    report(error);
    return errorAnswer(context);
  });
  return web;
}
