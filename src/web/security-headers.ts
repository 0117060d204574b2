import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const OURS = ["'self'"];

type Needs = {
  /** What pages may do of their own besides: start a worker, show a frame. */
  also: 'workerSrc' | 'frameSrc';
  referrerPolicy: 'no-referrer' | 'same-origin';
};

/** No inline script, nothing of others, no framing by others, no guessing of types. */
export function securityHeaders({ also, referrerPolicy }: Needs): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: OURS,
      scriptSrc: OURS,
      imgSrc: OURS,
      connectSrc: OURS,
      [also]: OURS,
      formAction: OURS,
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy,
    xFrameOptions: 'DENY',
  });
}
