import type { MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';

function cachedFor(seconds: number): MiddlewareHandler {
  return async (context, next) => {
    await next();
    if (context.res.ok) context.header('cache-control', `public, max-age=${seconds}`);
  };
}

/** What is the same for everybody: caches may keep it for a while and then ask whether it changed. */
export function forEverybody(seconds: number): [MiddlewareHandler, MiddlewareHandler] {
  return [etag({ weak: true }), cachedFor(seconds)];
}
