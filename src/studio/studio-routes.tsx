import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { issueNameSchema } from '#issue/issue-name.ts';
import { securityHeaders } from '../web/security-headers.ts';
import { beginRoutes } from './beside/begin-routes.ts';
import { browserScript } from './browser-script.ts';
import { historyRoutes } from './history/history-routes.tsx';
import { approveRoutes } from './issue/approve-routes.tsx';
import { issueRoutes } from './issue/issue-routes.tsx';
import { studioStyle } from './look.ts';
import { type KeptPreviews, keptPreviews } from './preview/kept-previews.ts';
import { frameRoutes, previewRoutes } from './preview/preview-routes.ts';
import { reportRoutes } from './report/report-routes.tsx';
import { sendingRoutes } from './sending/sending-routes.ts';
import { guard } from './sign-in/guard.ts';
import { signInRoutes } from './sign-in/sign-in-routes.tsx';
import type { Studio, StudioEnv } from './studio.ts';
import { studioPage } from './studio-page.tsx';
import { weeksPage } from './weeks/weeks-page.tsx';

const A_DAY = 'public, max-age=86400';

/** Style and scripts: the same for everybody, signed in or not. */
function files(): Hono {
  const routes = new Hono();
  routes.get('/style.css', (context) =>
    context.body(studioStyle, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': A_DAY }),
  );
  routes.get('/browser/:name', async (context) => {
    const script = await browserScript(context.req.param('name'));
    if (script === undefined) return context.text('There is no such script.', 404);
    return context.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' });
  });
  return routes;
}

function pages(studio: Studio, previews: KeptPreviews): Hono<StudioEnv> {
  const { rehearsal } = studio;
  const routes = new Hono<StudioEnv>();
  routes.use(guard(studio));
  routes.get('/', async (context) => {
    const children = await weeksPage(studio, issueNameSchema.safeParse(context.req.query('upTo')).data);
    return studioPage(context, {
      title: 'Weeks',
      editor: context.get('editor'),
      rehearsal,
      scripts: ['moments'],
      children,
    });
  });
  routes.post('/sample-readers', async (context) => {
    await studio.addSampleReaders?.();
    return context.redirect('/studio', 303);
  });
  routes.route('/', previewRoutes(studio, previews));
  routes.route('/', beginRoutes(studio));
  routes.route('/', issueRoutes(studio));
  routes.route('/', approveRoutes(studio));
  routes.route('/', historyRoutes(studio));
  routes.route('/', sendingRoutes(studio));
  routes.route('/', reportRoutes(studio));
  // Not notFound, which is asked only after the reader's site had its turn.
  routes.all('/*', (context) => context.text('There is no such page in the studio.', 404));
  return routes;
}

/** Whether a POST comes from a page of ours, by the address readers see or by the one the browser used. */
function isOurOrigin({ app }: Studio) {
  return (origin: string, context: Context) =>
    origin === app.config.publicUrl || origin === new URL(context.req.url).origin;
}

/** Everything under /studio. */
export function studioRoutes(studio: Studio): Hono {
  const routes = new Hono();
  const previews = keptPreviews(studio.newToken);
  // Before the policy, which would overrule theirs.
  routes.route('/', frameRoutes(studio, previews));
  routes.use(securityHeaders({ also: 'frameSrc', referrerPolicy: 'same-origin' }));
  routes.use(csrf({ origin: isOurOrigin(studio) }));
  // A refused form is no fault of ours; what is goes on to whoever answers for the site.
  routes.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });
  routes.route('/', files());
  routes.route('/', signInRoutes(studio));
  routes.route('/', pages(studio, previews));
  return routes;
}
