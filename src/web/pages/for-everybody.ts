import type { MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import type { KeptPages } from './kept-pages.ts';

function cachedFor(seconds: number): MiddlewareHandler {
  return async (context, next) => {
    await next();
    if (context.res.ok) context.header('cache-control', `public, max-age=${seconds}`);
  };
}

/** What is the same for everybody: we keep it for a moment; caches may for a while, and then ask whether it changed. */
export type ForEverybody = (seconds: number) => [MiddlewareHandler, MiddlewareHandler, MiddlewareHandler];

export function forEverybody({ keep }: KeptPages): ForEverybody {
  return (seconds) => [etag(), cachedFor(seconds), keep];
}
