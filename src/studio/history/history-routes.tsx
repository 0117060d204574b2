import { Hono } from 'hono';
import { restoreContent } from '#issue/edit-week.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { issueAddress } from '../issue/desk-page.tsx';
import { withWeek, withWeekForm } from '../issue/with-week.ts';
import type { Studio, StudioEnv } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { History } from './history-page.tsx';

export function historyRoutes(studio: Studio): Hono<StudioEnv> {
  const { app } = studio;
  const routes = new Hono<StudioEnv>();
  routes.get(
    '/issues/:week/history',
    withWeek(studio, async ({ context, week, editor }) => {
      const issue = await findIssue(app.store, week);
      if (!issue) return context.redirect(issueAddress(week), 303);
      const { timeZone } = app.config;
      const children = <History issue={issue} changes={await historyOf(app.store, week)} timeZone={timeZone} />;
      const title = `History of ${week}`;
      return studioPage(context, { title, editor, rehearsal: studio.rehearsal, scripts: ['moments'], children });
    }),
  );
  routes.post(
    '/issues/:week/restore',
    withWeekForm(studio, async ({ context, week, editor }, fields) => {
      const hash = fields.get('hash') ?? '';
      const editing = await restoreContent(app.store, { week, hash, who: editor, at: app.clock() });
      return context.redirect(`${issueAddress(week)}${editing.kind === 'saved' ? '?done=restored' : ''}`, 303);
    }),
  );
  return routes;
}
