import { z } from 'zod';
import type { Answer, RateLimit } from './answer.ts';

export type Headers = Record<string, string> | null;

/** What the SDK returned for a call, before anything of it is believed. */
export type SdkResult = { data: unknown; error: unknown; headers: Headers };

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

export function rateLimit(headers: Headers): RateLimit | undefined {
  const [limit, remaining, resetSeconds] = ['limit', 'remaining', 'reset'].map((name) =>
    header(headers, `ratelimit-${name}`),
  );
  return rateSchema.safeParse({ limit, remaining, resetSeconds }).data;
}

/** An error as the SDK hands it on: whatever JSON came with the status, also from something in between. */
const errorSchema = z
  .object({
    statusCode: z.number().optional().catch(undefined),
    name: z.string().catch('unknown_error'),
    message: z.string().catch('no message'),
  })
  .catch({ statusCode: undefined, name: 'unknown_error', message: 'an error that cannot be read' });

export function errorAnswer({ error, headers }: SdkResult): Exclude<Answer, { kind: 'accepted' }> {
  const { statusCode, name, message } = errorSchema.parse(error);
  // No headers means no reply was read: the SDK says application_error for refused, reset, cut and unreadable alike.
  if (headers === null || statusCode === undefined) return { kind: 'silence', message };
  const retryAfterSeconds = secondsSchema.safeParse(header(headers, 'retry-after')).data;
  return { kind: 'error', status: statusCode, name, message, retryAfterSeconds, rate: rateLimit(headers) };
}
