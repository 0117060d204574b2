import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler, Next } from 'hono';

/** So long at most a page lags behind what was voted or sent; visitors' browsers keep it for longer. */
const KEPT_MS = 1000;

type Answer = { status: number; headers: Record<string, string>; body: ArrayBuffer };

async function makeAnswer(context: Context, next: Next): Promise<Answer> {
  await next();
  const { status, headers } = context.res;
  const body = await context.res.arrayBuffer();
  // Told once a page, so that nobody makes it again for every visitor.
  const tag = createHash('sha1').update(new Uint8Array(body)).digest('base64url');
  return { status, headers: { ...Object.fromEntries(headers), etag: `W/"${tag}"` }, body };
}

export type KeptPages = {
  /**
   * Makes a page once a second at most, however many ask for it; while it is being made, all wait for that one. For pages
   * that are the same for everybody and are told apart by their path alone; only what was found is kept.
   */
  keep: MiddlewareHandler;
  /** Whoever posts something sees at once what came of it. */
  emptiedByPosts: MiddlewareHandler;
};

export function openKeptPages(nowMs: () => number): KeptPages {
  const kept = new Map<string, { sinceMs: number; answer: Promise<Answer> }>();
  const forgetOld = (now: number) => {
    // In the order in which they were made.
    for (const [path, { sinceMs }] of kept) {
      if (now - sinceMs <= KEPT_MS) return;
      kept.delete(path);
    }
  };
  return {
    async keep(context, next) {
      const now = nowMs();
      const { path } = context.req;
      forgetOld(now);
      const found = kept.get(path);
      const answer = found?.answer ?? makeAnswer(context, next);
      if (!found) kept.set(path, { sinceMs: now, answer });
      const { status, headers, body } = await answer;
      if (status !== 200) kept.delete(path);
      context.res = new Response(body, { status, headers });
    },
    async emptiedByPosts({ req }, next) {
      await next();
      if (req.method === 'POST') kept.clear();
    },
  };
}
