import { Hono } from 'hono';
import type { App } from '../../app.ts';
import { addressRoutes } from './address-routes.tsx';
import { preferencesRoutes } from './preferences-routes.tsx';
import { unsubscribeRoutes } from './unsubscribe-routes.tsx';
import { voteRoutes } from './vote-routes.tsx';

/** What a reader can do with the links of a mail. GET only shows; POST does. */
export function readerRoutes(app: App): Hono {
  const routes = new Hono();
  routes.route('/', unsubscribeRoutes(app));
  routes.route('/', voteRoutes(app));
  routes.route('/', preferencesRoutes(app));
  routes.route('/', addressRoutes(app));
  return routes;
}
