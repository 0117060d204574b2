import { z } from 'zod';
import {
  dailyQuotaExceeded,
  invalidApiKey,
  monthlyQuotaExceeded,
  refusal,
  templatesNotAllowed,
  unverifiedDomain,
} from './refusal.ts';
import { type Reply, refusalReply, textReply } from './reply.ts';

/** What becomes of one request. */
export type FaultPlan = {
  /** Whether Resend takes the mails before things go wrong. */
  accepts: boolean;
  /** How long nothing is said; Infinity waits until the client or the fake hangs up. */
  waitMs?: number;
  ending: 'answer' | 'cutJson' | 'cutBody' | 'destroySocket' | { instead: Reply } | { dripsForMs: number };
  /** How long nothing listens from then on. */
  closesForMs?: number;
  /** Recipients that count as invalid in this request. */
  rejects?: readonly string[];
};

const waitMs = z.number().nonnegative();
const retryAfterSeconds = z.number().int().nonnegative().nullable();
const serverError = { status: z.literal([500, 502, 503]).default(500), accepts: z.boolean().default(false) };

/** Every fault: its name, what may be said about it, and what it does. Null as `retryAfterSeconds` leaves the header out. */
export const faultList = {
  pass: fault({}, () => ({ accepts: true, ending: 'answer' })),

  rateLimited: fault({ retryAfterSeconds: retryAfterSeconds.default(1) }, ({ retryAfterSeconds }) => {
    const headers = { 'ratelimit-remaining': '0', 'retry-after': retryAfterSeconds?.toString() ?? null };
    const refused = refusal(429, 'rate_limit_exceeded', 'Too many requests. Please slow down.');
    return { accepts: false, ending: { instead: refusalReply(refused, headers) } };
  }),
  /** As a gateway before the provider says it. */
  rateLimitedHtml: fault({ retryAfterSeconds: retryAfterSeconds.default(1) }, ({ retryAfterSeconds }) => {
    const page = '<html><head><title>429</title></head><body><h1>429 Too Many Requests</h1></body></html>';
    const headers = { 'retry-after': retryAfterSeconds?.toString() ?? null };
    return { accepts: false, ending: { instead: textReply(429, 'text/html', page, headers) } };
  }),
  dailyQuota: fault({}, () => ({ accepts: false, ending: { instead: refusalReply(dailyQuotaExceeded) } })),
  monthlyQuota: fault({}, () => ({ accepts: false, ending: { instead: refusalReply(monthlyQuotaExceeded) } })),
  unauthorized: fault({}, () => ({ accepts: false, ending: { instead: refusalReply(invalidApiKey) } })),
  forbiddenDomain: fault({ domain: z.string().default('unverified.test') }, ({ domain }) => ({
    accepts: false,
    ending: { instead: refusalReply(unverifiedDomain(domain)) },
  })),
  /** An account whose plan or state allows no templates. */
  templatesRefused: fault({}, () => ({ accepts: false, ending: { instead: refusalReply(templatesNotAllowed) } })),
  rejectRecipients: fault({ addresses: z.array(z.string()) }, ({ addresses }) => ({
    accepts: true,
    ending: 'answer',
    rejects: addresses,
  })),

  serverErrorJson: fault(serverError, ({ status, accepts }) => {
    const refused = refusal(status, 'internal_server_error', 'An unexpected error occurred.');
    return { accepts, ending: { instead: refusalReply(refused) } };
  }),
  serverErrorHtml: fault(serverError, ({ status, accepts }) => {
    const page = `<html><head><title>${status}</title></head><body><h1>${status} Server Error</h1></body></html>`;
    return { accepts, ending: { instead: textReply(status, 'text/html', page) } };
  }),

  truncated200: fault({ socketBreaks: z.boolean().default(false) }, ({ socketBreaks }) => ({
    accepts: true,
    ending: socketBreaks ? 'cutBody' : 'cutJson',
  })),
  nonJson200: fault({}, () => ({ accepts: true, ending: { instead: textReply(200, 'text/html', '<html>OK</html>') } })),
  lostAfterAccept: fault({}, () => ({ accepts: true, ending: 'destroySocket' })),
  resetBeforeAccept: fault({}, () => ({ accepts: false, ending: 'destroySocket' })),
  /** Nobody listens for a while: this call is reset, new connections are refused, calls under way are still answered. */
  refusedConnections: fault({ ms: waitMs.default(200) }, ({ ms }) => ({
    accepts: false,
    ending: 'destroySocket',
    closesForMs: ms,
  })),

  /** Without `ms` it says nothing until the client or the fake hangs up; with it, it hangs up itself. */
  hang: fault({ accepts: z.boolean().default(true), ms: waitMs.optional() }, ({ accepts, ms }) => ({
    accepts,
    waitMs: ms ?? Number.POSITIVE_INFINITY,
    ending: 'destroySocket',
  })),
  /** Takes the mails at once, answers late; until then its key is in use. */
  slow: fault({ ms: waitMs.default(200) }, ({ ms }) => ({ accepts: true, waitMs: ms, ending: 'answer' })),
  /** Takes the mails at once; its answer trickles in over so long. */
  slowDrip: fault({ ms: waitMs.default(200) }, ({ ms }) => ({ accepts: true, ending: { dripsForMs: ms } })),
};

export type FaultKind = keyof typeof faultList;

type FaultWithKind = { [Kind in FaultKind]: { kind: Kind } & z.input<(typeof faultList)[Kind]['params']> }[FaultKind];

/** A fault as tests and the command line write it: its name, or an object with its name as `kind`. */
export type Fault = Exclude<FaultKind, 'rejectRecipients'> | FaultWithKind;

export function faultPlan(written: Fault): FaultPlan {
  const { kind, ...params } = typeof written === 'string' ? { kind: written } : written;
  if (!Object.hasOwn(faultList, kind)) throw new Error(`No such fault: ${kind}`);
  return faultList[kind].plan(params);
}

function fault<Shape extends z.ZodRawShape>(
  shape: Shape,
  plan: (params: z.output<z.ZodObject<Shape, z.core.$strict>>) => FaultPlan,
) {
  const params = z.strictObject(shape);
  return { params, plan: (given: unknown) => plan(params.parse(given)) };
}
