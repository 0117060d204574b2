import { z } from 'zod';
import type { Answer, RateLimit } from './answer.ts';

export type Headers = Record<string, string> | null;

/** What the SDK returned for a call, before anything of it is believed. */
export type SdkResult = { data: unknown; error: unknown; headers: Headers };

function numberIn(headers: Headers, name: string): number | undefined {
  return z.coerce
    .number()
    .nonnegative()
    .safeParse(headers?.[name] ?? Number.NaN).data;
}

export function rateLimit(headers: Headers): RateLimit | undefined {
  const limit = numberIn(headers, 'ratelimit-limit');
  const remaining = numberIn(headers, 'ratelimit-remaining');
  const resetSeconds = numberIn(headers, 'ratelimit-reset');
  if (!limit || remaining === undefined || resetSeconds === undefined) return undefined;
  return { limit, remaining, resetSeconds };
}

/** An error as the SDK hands it on: any field may be missing. */
const errorSchema = z.object({
  statusCode: z.number().nullish(),
  name: z.string().default('unknown_error'),
  message: z.string().default('no message'),
});

export function errorAnswer({ error, headers }: SdkResult): Exclude<Answer, { kind: 'accepted' }> {
  const { statusCode, name, message } = errorSchema.parse(error);
  // No headers means no reply was read: the SDK says application_error for refused, reset, cut and unreadable alike.
  if (headers === null || statusCode == null) return { kind: 'silence', message };
  const retryAfterSeconds = numberIn(headers, 'retry-after');
  return { kind: 'error', status: statusCode, name, message, retryAfterSeconds, rate: rateLimit(headers) };
}
