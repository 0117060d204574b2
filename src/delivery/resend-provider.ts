import { Resend } from 'resend';
import { z } from 'zod';
import type { Answer, RateLimit, SubmitBatch } from './answer.ts';

/** Where and how to reach Resend. */
export type ResendAccount = {
  apiKey: string;
  baseUrl: string;
  /** How long a call may take; the SDK has no timeout of its own. */
  timeoutMs?: number;
};

const CALL_TIMEOUT_MS = 30_000;

type Headers = Record<string, string> | null;

/** Node's timers end at 24 days and do not wait at all beyond; nobody asks for more than a day. */
const LONGEST_SECONDS = 86_400;

const secondsSchema = z.coerce
  .number()
  .nonnegative()
  .transform((seconds) => Math.min(seconds, LONGEST_SECONDS));
const rateSchema = z.object({
  limit: z.coerce.number().min(1),
  remaining: z.coerce.number().nonnegative(),
  resetSeconds: secondsSchema,
});

/** A header as a number is read from it; what is not there is none. */
function header(headers: Headers, name: string): string | number {
  return headers?.[name] ?? Number.NaN;
}

function rateLimit(headers: Headers): RateLimit | undefined {
  const [limit, remaining, resetSeconds] = ['limit', 'remaining', 'reset'].map((name) =>
    header(headers, `ratelimit-${name}`),
  );
  return rateSchema.safeParse({ limit, remaining, resetSeconds }).data;
}

/** The body of a permissive answer: the created, and what was wrong with the rest, by index into the request. */
const acceptedSchema = z.object({
  data: z.array(z.object({ id: z.string() })),
  errors: z.array(z.object({ index: z.number().int().nonnegative(), message: z.string() })).default([]),
});

/** An error as the SDK hands it on: whatever JSON came with the status, also from something in between. */
const errorSchema = z
  .object({
    statusCode: z.number().optional().catch(undefined),
    name: z.string().catch('unknown_error'),
    message: z.string().catch('no message'),
  })
  .catch({ statusCode: undefined, name: 'unknown_error', message: 'an error that cannot be read' });

function errorAnswer(error: unknown, headers: Headers): Answer {
  const { statusCode, name, message } = errorSchema.parse(error);
  // No headers means no reply was read: the SDK says application_error for refused, reset, cut and unreadable alike.
  if (headers === null || statusCode === undefined) return { kind: 'silence', message };
  const retryAfterSeconds = secondsSchema.safeParse(header(headers, 'retry-after')).data;
  return { kind: 'error', status: statusCode, name, message, retryAfterSeconds, rate: rateLimit(headers) };
}

/** What became of a batch call, from what the SDK returned (facts: data.errors, not errors, holds the refused). */
export function batchAnswer(result: { data: unknown; error: unknown; headers: Headers }): Answer {
  if (result.error) return errorAnswer(result.error, result.headers);
  const body = acceptedSchema.safeParse(result.data);
  if (!body.success) return { kind: 'silence', message: 'answered 200 with a body that cannot be read' };
  return {
    kind: 'accepted',
    ids: body.data.data.map(({ id }) => id),
    refused: body.data.errors.map(({ index, message }) => ({ index, problem: message })),
    rate: rateLimit(result.headers),
  };
}

/** Resend, as far as this project uses it. */
export type Provider = { submitBatch: SubmitBatch };

export function resendProvider({ apiKey, baseUrl, timeoutMs = CALL_TIMEOUT_MS }: ResendAccount): Provider {
  const resend = new Resend(apiKey, { baseUrl });
  return {
    async submitBatch(items, idempotencyKey) {
      const signal = AbortSignal.timeout(timeoutMs);
      const result = await resend.batch.send([...items], { idempotencyKey, batchValidation: 'permissive', signal });
      return batchAnswer(result);
    },
  };
}
