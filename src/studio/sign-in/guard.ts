import { createMiddleware } from 'hono/factory';
import type { Studio, StudioEnv } from '../studio.ts';
import { editorOfSession } from './editor-token-queries.ts';
import { sessionOf } from './session-cookie.ts';

/** Where to go after signing in: only places of the studio. */
export function placeAfterSignIn(asked: string | undefined): string {
  return asked !== undefined && /^\/studio(\/[\w-][\w.-]*)*\/?$/.test(asked) ? asked : '/studio';
}

/** Lets editors in who are signed in and still stand in EDITORS; everybody else is shown the way. */
export function guard({ app }: Studio) {
  return createMiddleware<StudioEnv>(async (context, next) => {
    const session = sessionOf(context);
    const editor = session && (await editorOfSession(app.store, session, app.clock()));
    if (!editor || !app.config.editors.includes(editor)) {
      if (context.req.method !== 'GET') return context.text('You are not signed in any more. Open /studio again.', 401);
      return context.redirect(`/studio/sign-in?to=${encodeURIComponent(new URL(context.req.url).pathname)}`, 303);
    }
    context.set('editor', editor);
    await next();
  });
}
