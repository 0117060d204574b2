import { type Context, Hono } from 'hono';
import { figureNames } from '#delivery/figure-queries.ts';
import { findIssue, issueId, type MailedIssue } from '#issue/issue-queries.ts';
import { issueAddress } from '../issue/issue-address.ts';
import { type Here, withName } from '../issue/with-name.ts';
import type { Studio, StudioEnv } from '../studio.ts';
import { figureCsv } from './figure-csv.ts';
import { figurePage } from './figure-page.tsx';

type OfMailed = (context: Context<StudioEnv>, issue: MailedIssue) => Response | Promise<Response>;

/** A handler about an issue that was mailed or is being mailed; of any other there is nothing to report. */
function withMailed(studio: Studio, handle: OfMailed) {
  return withName(studio, async ({ context, name }: Here) => {
    const issue = await findIssue(studio.app.store, name);
    if (issue?.state !== 'sending' && issue?.state !== 'sent') return context.redirect(issueAddress(name), 303);
    return handle(context, issue);
  });
}

function figureOf(text: string | undefined) {
  return figureNames.find((figure) => figure === text);
}

function noSuchFigure(context: Context): Response {
  return context.text(`A report has these figures: ${figureNames.join(', ')}.`, 404);
}

/** What became of the issues. The pages with charts are loaded when they are asked for: drawing takes a second to load. */
export function reportRoutes(studio: Studio): Hono<StudioEnv> {
  const { store } = studio.app;
  const routes = new Hono<StudioEnv>();
  routes.get(
    '/issues/:name/report',
    withMailed(studio, async (context, issue) => {
      const { reportPage } = await import('./report-page.tsx');
      return reportPage(studio, context, issue);
    }),
  );
  routes.get(
    '/issues/:name/report/:file{[a-z-]+\\.csv}',
    withMailed(studio, async (context, { name }) => {
      const figure = figureOf(context.req.param('file')?.slice(0, -'.csv'.length));
      if (!figure) return noSuchFigure(context);
      return context.body(figureCsv(store, await issueId(store, name), figure), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}-${figure}.csv"`,
        'cache-control': 'no-store',
      });
    }),
  );
  routes.get(
    '/issues/:name/report/:figure{[a-z-]+}',
    withMailed(studio, (context, issue) => {
      const figure = figureOf(context.req.param('figure'));
      return figure ? figurePage(studio, context, issue, figure) : noSuchFigure(context);
    }),
  );
  routes.get('/report', async (context) => {
    const { issuesCompared } = await import('./issues-compared.tsx');
    return issuesCompared(studio, context);
  });
  return routes;
}
