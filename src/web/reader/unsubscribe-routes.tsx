import { Hono } from 'hono';
import { rowNumber } from '#store/row-number.ts';
import { subscriberById, UNDO_MS, undoLeaving } from '#subscribers/leaving-queries.ts';
import { parseReaderToken } from '#subscribers/reader-token.ts';
import { openTimedToken, signTokenUntil } from '#subscribers/signed-token.ts';
import { unsubscribe } from '#subscribers/subscriber-queries.ts';
import type { App } from '../../app.ts';
import { brokenLinkPage, keepPrivate, readerPage, withForm } from './reader-page.tsx';

const REASONS = ['Too many mails', 'Not what I expected', 'I never signed up', 'Something else'] as const;

function LeaveForm() {
  return (
    <form method="post">
      <p>One press and no further issue is sent to you.</p>
      <p>
        <label htmlFor="reason">Why, if you like to say</label>{' '}
        <select id="reason" name="reason" defaultValue="">
          <option value="">No reason</option>
          {REASONS.map((reason) => (
            <option key={reason}>{reason}</option>
          ))}
        </select>
      </p>
      <button type="submit">Unsubscribe</button>
    </form>
  );
}

function Left({ undo }: { undo: string | undefined }) {
  return (
    <>
      <p>No further issue is sent to you. One that is on its way already may still arrive.</p>
      {undo && (
        <form method="post" action={`/undo/${undo}`}>
          <p>Pressed by mistake?</p>
          <button type="submit">Stay on the list</button>
        </form>
      )}
    </>
  );
}

function reasonOf(fields: URLSearchParams): string {
  const reason = REASONS.find((known) => known === fields.get('reason'));
  return reason === undefined ? 'page' : `page: ${reason}`;
}

/** A token that takes leaving back, for somebody who left just now. */
async function undoToken(app: App, subscriberId: number): Promise<string | undefined> {
  const subscriber = await subscriberById(app.store, subscriberId);
  if (subscriber?.status !== 'unsubscribed') return undefined;
  const until = new Date(Date.parse(subscriber.status_changed_at) + UNDO_MS);
  if (until <= app.clock()) return undefined;
  return signTokenUntil(app.config.appSecret, 'undo-leaving-1', subscriberId.toString(36), until);
}

/** Leaving: by the mail program's own button (RFC 8058: one POST, no cookie, no redirect) and by a page. */
export function unsubscribeRoutes(app: App): Hono {
  const routes = new Hono();
  routes.get('/unsubscribe/:token', (context) => {
    if (parseReaderToken(app.secrets, context.req.param('token')) === undefined) return brokenLinkPage(context);
    return readerPage(context, 'Leave the list', <LeaveForm />);
  });
  routes.post('/unsubscribe/:token', async (context) => {
    const reader = parseReaderToken(app.secrets, context.req.param('token'));
    if (reader === undefined) return brokenLinkPage(context);
    return withForm(async (_, fields) => {
      const oneClick = fields.get('List-Unsubscribe') === 'One-Click';
      const reason = oneClick ? 'one-click' : reasonOf(fields);
      // Mails that answer a reader belong to no issue: their tokens say 0.
      const issueId = reader.issueId === 0 ? null : reader.issueId;
      await unsubscribe(app.store, reader.subscriberId, reason, app.clock().toISOString(), issueId);
      keepPrivate(context);
      if (oneClick) return context.body(null, 200);
      return readerPage(context, 'You are off the list', <Left undo={await undoToken(app, reader.subscriberId)} />);
    })(context);
  });
  routes.post('/undo/:token', async (context) => {
    const token = openTimedToken(app.secrets, 'undo-leaving-1', context.req.param('token'), app.clock());
    if (token.kind === 'forged') return brokenLinkPage(context);
    const subscriberId = rowNumber(token.payload, 36);
    const back =
      token.kind === 'valid' && subscriberId !== undefined && (await undoLeaving(app.store, subscriberId, app.clock()));
    if (back) return readerPage(context, 'You are back', <p>The next issue comes as if nothing had happened.</p>);
    const signUp = <a href="/">sign up again</a>;
    return readerPage(
      context,
      'Nothing to take back',
      <p>That is too long ago, or done already. You can {signUp}.</p>,
      410,
    );
  });
  return routes;
}
