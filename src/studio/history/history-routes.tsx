import { Hono } from 'hono';
import { restoreContent } from '#issue/edit-issue.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { issueAddress } from '../issue/issue-address.ts';
import { withName, withNameAndForm } from '../issue/with-name.ts';
import type { Studio, StudioEnv } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { History } from './history.tsx';

export function historyRoutes(studio: Studio): Hono<StudioEnv> {
  const { app } = studio;
  const routes = new Hono<StudioEnv>();
  routes.get(
    '/issues/:name/history',
    withName(studio, async ({ context, name, editor }) => {
      const issue = await findIssue(app.store, name);
      if (!issue) return context.redirect(issueAddress(name), 303);
      const { timeZone } = app.config;
      const children = <History issue={issue} changes={await historyOf(app.store, name)} timeZone={timeZone} />;
      const title = `History of ${name}`;
      return studioPage(context, { title, editor, rehearsal: studio.rehearsal, scripts: ['moments'], children });
    }),
  );
  routes.post(
    '/issues/:name/restore',
    withNameAndForm(studio, async ({ context, name, editor }, fields) => {
      const hash = fields.get('hash') ?? '';
      const saved = await restoreContent(app.store, { name, hash, who: editor, at: app.clock() });
      return context.redirect(`${issueAddress(name)}${saved ? '?done=restored' : ''}`, 303);
    }),
  );
  return routes;
}
