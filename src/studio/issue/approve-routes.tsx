import { Hono } from 'hono';
import { z } from 'zod';
import { audienceOf } from '#delivery/audience-queries.ts';
import { isEditable } from '#issue/edit-issue.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { Message } from '../parts/message.tsx';
import type { Studio, StudioEnv } from '../studio.ts';
import { FindingsList } from './findings-list.tsx';
import { issueAddress } from './issue-address.ts';
import { showDesk } from './show-desk.tsx';
import { type Here, withNameAndForm } from './with-name.ts';

const seenSchema = z.object({ hash: z.string().max(100) });

async function approve(studio: Studio, here: Here, seenHash: string): Promise<Response> {
  const { app } = studio;
  const { context, name, editor } = here;
  const issue = await findIssue(app.store, name);
  const address = issueAddress(name);
  if (!isEditable(issue)) return context.redirect(address, 303);
  const audience = await audienceOf(app.store, issue.content, app.today());
  const sendsAt = app.sendTime(issue)?.toISOString();
  const approving = await app.approve(name, { editor, seenHash, audience, ...(sendsAt ? { sendsAt } : {}) });
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
  return showDesk(studio, here, issue, { message, status: 409 });
}

/** Sends now what an editor approved, if it still is that. */
async function sendNow(studio: Studio, { context, name }: Here, seenHash: string): Promise<Response> {
  const issue = await findIssue(studio.app.store, name);
  if (issue?.state === 'approved' && issue.approval.hash === seenHash) studio.startSending(name);
  return context.redirect(issueAddress(name), 303);
}

export function approveRoutes(studio: Studio): Hono<StudioEnv> {
  const routes = new Hono<StudioEnv>();
  const withHash = (handle: typeof approve) =>
    withNameAndForm(studio, (here, fields) => {
      const seen = seenSchema.safeParse(Object.fromEntries(fields));
      return seen.success
        ? handle(studio, here, seen.data.hash)
        : here.context.text('The form came without its hash.', 422);
    });
  routes.post('/issues/:name/approve', withHash(approve));
  routes.post('/issues/:name/send', withHash(sendNow));
  return routes;
}
