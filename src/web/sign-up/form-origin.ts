import type { Context } from 'hono';
import type { App } from '../../app.ts';

/**
 * Whether the page a form was sent from may carry it. Browsers say where a form stood (Fetch, 3.2; Fetch Metadata), but our
 * own pages, which send no referrer, say `Origin: null`; programs that are no browsers say nothing.
 */
export function mayCarryForm(app: App, context: Context): boolean {
  const origin = context.req.header('origin');
  const site = context.req.header('sec-fetch-site');
  if (site === 'same-origin' || origin === undefined) return true;
  if (origin === 'null') return site === undefined;
  const own = [new URL(app.config.publicUrl).origin, new URL(context.req.url).origin];
  return own.includes(origin) || mayCallFrom(app, origin);
}

/** Whether another site was named in FORM_ORIGINS. */
export function mayCallFrom(app: App, origin: string): boolean {
  return app.config.web.formOrigins.some((allowed) => new URL(allowed).origin === origin);
}
