import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SESSION_GOOD_FOR_MS } from './editor-token-queries.ts';

const NAME = 'studio_session';

/** Lax, not Strict: an editor comes here from links in mails. Every POST is checked for where it comes from. */
function attributes(context: Context, publicUrl: string) {
  const { host } = new URL(context.req.url);
  const secure = publicUrl.startsWith('https:') && (context.req.header('host') ?? host) === new URL(publicUrl).host;
  return { httpOnly: true, sameSite: 'Lax', path: '/studio', secure } as const;
}

export function sessionOf(context: Context): string | undefined {
  return getCookie(context, NAME);
}

export function giveSession(context: Context, publicUrl: string, session: string): void {
  setCookie(context, NAME, session, { ...attributes(context, publicUrl), maxAge: SESSION_GOOD_FOR_MS / 1000 });
}

export function takeSession(context: Context, publicUrl: string): void {
  deleteCookie(context, NAME, attributes(context, publicUrl));
}
