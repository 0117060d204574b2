import { Hono } from 'hono';
import { z } from 'zod';
import { audienceSize } from '#delivery/audience-queries.ts';
import { isEditable } from '#issue/edit-week.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { Message } from '../parts.tsx';
import { lookingOf } from '../preview/preview-pane.tsx';
import type { Studio, StudioEnv } from '../studio.ts';
import { openDesk } from './desk.ts';
import { deskPage, issueAddress } from './desk-page.tsx';
import { FindingsList } from './findings-list.tsx';
import { type Here, withWeekForm } from './with-week.ts';

const seenSchema = z.object({ hash: z.string().max(100) });

async function approve(studio: Studio, { context, week, editor }: Here, seenHash: string): Promise<Response> {
  const { app } = studio;
  const issue = await findIssue(app.store, week);
  const address = issueAddress(week);
  if (!isEditable(issue)) return context.redirect(address, 303);
  const audience = await audienceSize(app.store, app.today());
  const sendsAt = app.sendTime(issue).toISOString();
  const approving = await app.approve(week, { editor, seenHash, audience, sendsAt });
  if (approving.kind === 'approved') return context.redirect(`${address}?done=approved`, 303);
  const message = (
    <Message kind="problem">
      {approving.kind === 'checks-failed' ? (
        <>
          <p>
            <b>Not approved.</b> Mend the errors first:
          </p>
          <FindingsList findings={approving.findings} />
        </>
      ) : (
        <p>
          <b>Not approved.</b> It is not what you looked at any more. Look again: below is what it is now.
        </p>
      )}
    </Message>
  );
  const looking = lookingOf(undefined, undefined);
  return deskPage(studio, context, { desk: await openDesk(app, issue), editor, looking, message, status: 409 });
}

/** Sends now what an editor approved, if it still is that. */
async function sendNow(studio: Studio, { context, week }: Here, seenHash: string): Promise<Response> {
  const issue = await findIssue(studio.app.store, week);
  if (issue?.state === 'approved' && issue.approval.hash === seenHash) studio.startSending(week);
  return context.redirect(issueAddress(week), 303);
}

export function approveRoutes(studio: Studio): Hono<StudioEnv> {
  const routes = new Hono<StudioEnv>();
  const withHash = (handle: typeof approve) =>
    withWeekForm(studio, (here, fields) => {
      const seen = seenSchema.safeParse(Object.fromEntries(fields));
      return seen.success
        ? handle(studio, here, seen.data.hash)
        : here.context.text('The form came without its hash.', 422);
    });
  routes.post('/issues/:week/approve', withHash(approve));
  routes.post('/issues/:week/send', withHash(sendNow));
  return routes;
}
