import { Hono } from 'hono';
import type { App } from '../../app.ts';
import { challengeRoutes } from './challenge-routes.ts';
import { confirmRoutes } from './confirm-routes.tsx';
import { subscribeRoutes } from './subscribe-routes.ts';

/** The way onto the list: a form, a mail, a button. */
export function signUpRoutes(app: App): Hono {
  const routes = new Hono();
  routes.route('/', subscribeRoutes(app));
  routes.route('/', challengeRoutes(app));
  routes.route('/', confirmRoutes(app));
  return routes;
}
