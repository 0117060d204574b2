import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { IssueName } from '#issue/issue-name.ts';
import { healthRoutes } from '#monitoring/monitor-routes.ts';
import type { App } from '../app.ts';
import { studioRoutes } from '../studio/studio-routes.tsx';
import { errorAnswer } from '../web/error-answer.tsx';
import { webApp } from '../web/web-app.ts';

export type SitePorts = {
  /** Hears what went wrong inside while answering. */
  report(error: Error): void;
  announce(line: string): void;
  startSending(week: IssueName): void;
  rehearsal: string | undefined;
  addSampleReaders: (() => Promise<number>) | undefined;
  /** Signalled when the program is about to end. */
  stop: AbortSignal;
};

/** The readers' pages and the editors' studio in one, with health and readiness. */
export function siteApp(app: App, { report, stop, ...ports }: SitePorts): Hono {
  const site = new Hono();
  const newToken = () => randomBytes(32).toString('base64url');
  site.route('/', healthRoutes({ store: app.store, stop }));
  site.route('/studio', studioRoutes({ app, newToken, ...ports }));
  // Handed on, not routed: the policies of the two are not the same.
  const web = webApp(app, report);
  site.all('*', ({ req, env }) => web.fetch(req.raw, env));
  site.onError((error, context) => {
    report(error);
    return errorAnswer(context);
  });
  return site;
}
