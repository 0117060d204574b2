import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { queueMail } from '#subscribers/outgoing-mail-queries.ts';
import { consume, type Limit } from '#subscribers/rate-limit-queries.ts';
import { withForm } from '../../web/reader/reader-page.tsx';
import { clientAddress, clientHash } from '../../web/sign-up/client-address.ts';
import type { Studio } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { closeSession, editorOfLink, keepLink, openSession } from './editor-token-queries.ts';
import { placeAfterSignIn } from './guard.ts';
import { giveSession, sessionOf, takeSession } from './session-cookie.ts';

const HOUR_MS = 3_600_000;
const BY_CLIENT: Limit = { name: 'studio-sign-in-client', points: 20, windowMs: HOUR_MS };
const BY_EDITOR: Limit = { name: 'studio-sign-in-editor', points: 5, windowMs: HOUR_MS };

/** Whatever is no address, or far too long for one, is nobody’s. */
const formSchema = z.object({
  email: z.string().trim().max(254).catch(''),
  to: z.string().max(200).optional().catch(undefined),
});

function page(
  studio: Studio,
  context: Context,
  title: string,
  children: React.ReactNode,
  status: 200 | 404 | 429 = 200,
) {
  const content = (
    <div className="narrow">
      <h1>{title}</h1>
      {children}
    </div>
  );
  return studioPage(context, { title, editor: undefined, rehearsal: studio.rehearsal, children: content }, status);
}

function askPage(studio: Studio, context: Context): Response {
  const { editors } = studio.app.config;
  return page(
    studio,
    context,
    'Sign in',
    <form method="post" action="/studio/sign-in">
      <label htmlFor="email">Your address</label>
      <div className="field">
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          required
          defaultValue={studio.rehearsal === undefined ? undefined : editors[0]}
        />
        <button type="submit">Mail me a link</button>
      </div>
      <input type="hidden" name="to" value={placeAfterSignIn(context.req.query('to'))} />
      <p className="small">
        {editors.length === 0
          ? 'No editor is set up yet: put your address into EDITORS and start again.'
          : 'Editors are the addresses in EDITORS. The link is good for 15 minutes and for one sign-in.'}
      </p>
    </form>,
  );
}

/** Sends a link to an editor. Says the same for everybody else, so that nobody learns who edits. */
async function sendLink(studio: Studio, context: Context, fields: URLSearchParams): Promise<Response> {
  const { app, newToken, announce } = studio;
  const { email, to } = formSchema.parse(Object.fromEntries(fields));
  const now = app.clock();
  const client = clientHash(app.config.appSecret, clientAddress(context, app.config.web.trustedProxies));
  if (!(await consume(app.store, BY_CLIENT, client, now)).allowed)
    return page(studio, context, 'Too many tries', <p>Please come back in an hour.</p>, 429);
  const editor = app.config.editors.find((address) => address.toLowerCase() === email.toLowerCase());
  if (editor && (await consume(app.store, BY_EDITOR, editor, now)).allowed) {
    const token = newToken();
    await keepLink(app.store, token, editor, now);
    const path = `/studio/sign-in/${token}?to=${encodeURIComponent(placeAfterSignIn(to))}`;
    const message = await app.editorMails.signIn(`${app.config.publicUrl}${path}`);
    await queueMail(app.store, { kind: 'studio-sign-in', address: editor, message }, now);
    app.answerSoon();
    if (app.config.resend.apiKey === undefined)
      announce(`sign-in link for ${editor}: ${new URL(path, context.req.url)}`);
  }
  return page(
    studio,
    context,
    'Look into your mailbox',
    <p>
      If that address is an editor’s, a link is on its way to it. Without a Resend key it stands in the log of the
      program instead.
    </p>,
  );
}

function overPage(studio: Studio, context: Context): Response {
  return page(
    studio,
    context,
    'This link is over',
    <p>
      A link signs in once, within 15 minutes. <a href="/studio/sign-in">Get another one</a>.
    </p>,
    404,
  );
}

async function buttonPage(studio: Studio, context: Context, token: string): Promise<Response> {
  const editor = await editorOfLink(studio.app.store, token, studio.app.clock());
  if (!editor) return overPage(studio, context);
  return page(
    studio,
    context,
    'Sign in',
    <form method="post">
      <p>
        You sign in as <b>{editor}</b> on this browser, for seven days.
      </p>
      <button type="submit">Sign in</button>
    </form>,
  );
}

async function signIn(studio: Studio, context: Context, token: string): Promise<Response> {
  const { app, newToken } = studio;
  const session = newToken();
  const editor = await openSession(app.store, token, session, app.clock());
  if (!editor) return overPage(studio, context);
  giveSession(context, app.config.publicUrl, session);
  return context.redirect(placeAfterSignIn(context.req.query('to')), 303);
}

/** In by a link to a mailbox, out by a button. */
export function signInRoutes(studio: Studio): Hono {
  const { app } = studio;
  const routes = new Hono();
  routes.get('/sign-in', (context) => askPage(studio, context));
  routes.post(
    '/sign-in',
    withForm((context, fields) => sendLink(studio, context, fields)),
  );
  routes.get('/sign-in/:token', (context) => buttonPage(studio, context, context.req.param('token')));
  routes.post('/sign-in/:token', (context) => signIn(studio, context, context.req.param('token')));
  routes.post('/sign-out', async (context) => {
    const session = sessionOf(context);
    if (session) await closeSession(app.store, session);
    takeSession(context, app.config.publicUrl);
    return context.redirect('/studio/sign-in', 303);
  });
  return routes;
}
