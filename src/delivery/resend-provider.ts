import { Resend } from 'resend';
import { z } from 'zod';
import type { Answer, RateLimit, SubmitBatch } from './answer.ts';

/** Where and how to reach Resend. */
export type ResendAccount = {
  apiKey: string;
  baseUrl: string;
  /** How long a call may take; the SDK has no timeout of its own. */
  timeoutMs?: number;
  /** Signalled when calls under way are waited for no longer, because the program has to end. */
  giveUp?: AbortSignal;
};

const CALL_TIMEOUT_MS = 30_000;
const NEVER = new AbortController().signal;

type Headers = Record<string, string> | null;

function rateLimit(headers: Headers): RateLimit | undefined {
  const number = (name: string) =>
    z.coerce
      .number()
      .nonnegative()
      .safeParse(headers?.[name] ?? Number.NaN).data;
  const [limit, remaining, resetSeconds] = [
    number('ratelimit-limit'),
    number('ratelimit-remaining'),
    number('ratelimit-reset'),
  ];
  if (!limit || remaining === undefined || resetSeconds === undefined) return undefined;
  return { limit, remaining, resetSeconds };
}

/** The body of a permissive answer: the created, and what was wrong with the rest, by index into the request. */
const acceptedSchema = z.object({
  data: z.array(z.object({ id: z.string() })),
  errors: z.array(z.object({ index: z.number().int().nonnegative(), message: z.string() })).default([]),
});

/** An error as the SDK hands it on: any field may be missing. */
const errorSchema = z.object({
  statusCode: z.number().nullish(),
  name: z.string().default('unknown_error'),
  message: z.string().default('no message'),
});

function errorAnswer(error: unknown, headers: Headers): Answer {
  const { statusCode, name, message } = errorSchema.parse(error);
  // No headers means no reply was read: the SDK says application_error for refused, reset, cut and unreadable alike.
  if (headers === null || statusCode == null) return { kind: 'silence', message };
  const retryAfterSeconds = z.coerce
    .number()
    .nonnegative()
    .safeParse(headers['retry-after'] ?? Number.NaN).data;
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

export function resendProvider(account: ResendAccount): Provider {
  const { apiKey, baseUrl, timeoutMs = CALL_TIMEOUT_MS, giveUp = NEVER } = account;
  const resend = new Resend(apiKey, { baseUrl });
  return {
    async submitBatch(items, idempotencyKey) {
      const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), giveUp]);
      const result = await resend.batch.send([...items], { idempotencyKey, batchValidation: 'permissive', signal });
      return batchAnswer(result);
    },
  };
}
