import type { Fault } from '../fakes/resend/faults.ts';

/** Longer than a sender waits for an answer in these scenarios. */
export const CALL_TIMEOUT_MS = 250;

/** Everything a provider does to a call, by what a table calls it. */
export const faultKinds = {
  '429-with-retry-after': { kind: 'rateLimited', retryAfterSeconds: 1 },
  '429-without-retry-after': { kind: 'rateLimited', retryAfterSeconds: null },
  'daily-quota': 'dailyQuota',
  'monthly-quota': 'monthlyQuota',
  'key-refused': 'unauthorized',
  'domain-refused': 'forbiddenDomain',
  'some-recipients-refused': {
    kind: 'rejectRecipients',
    addresses: Array.from({ length: 300 }, (_, index) => `delivered+reader${1 + 33 * index}@resend.dev`),
  },
  '500-json': 'serverErrorJson',
  '500-json-after-accepting': { kind: 'serverErrorJson', accepts: true },
  '502-html': { kind: 'serverErrorHtml', status: 502 },
  '502-html-after-accepting': { kind: 'serverErrorHtml', status: 502, accepts: true },
  'truncated-200': 'truncated200',
  'broken-off-200': { kind: 'truncated200', socketBreaks: true },
  'non-json-200': 'nonJson200',
  'answer-lost-after-accepting': 'lostAfterAccept',
  'reset-before-accepting': 'resetBeforeAccept',
  'connections-refused': { kind: 'refusedConnections', ms: 50 },
  'hang-before-accepting': { kind: 'hang', accepts: false },
  'hang-after-accepting': { kind: 'hang', accepts: true },
  'slow-answer': { kind: 'slow', ms: CALL_TIMEOUT_MS / 2 },
  'answer-too-slow': { kind: 'slow', ms: CALL_TIMEOUT_MS * 2 },
  'slow-drip': { kind: 'slowDrip', ms: CALL_TIMEOUT_MS / 2 },
  'drip-too-slow': { kind: 'slowDrip', ms: CALL_TIMEOUT_MS * 2 },
} satisfies Record<string, Fault>;

export const everyFault: readonly Fault[] = Object.values(faultKinds);
