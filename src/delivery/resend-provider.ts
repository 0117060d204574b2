import { createHash } from 'node:crypto';
import { Resend } from 'resend';
import { z } from 'zod';
import type { Answer, SubmitBatch } from './answer.ts';
import type { ReadMails } from './provider-list/listed-mail.ts';
import { pageReading, tagsReading } from './provider-list/resend-reading.ts';
import { errorAnswer, rateLimit, type SdkResult } from './resend-answer.ts';
import { streamedBody } from './streamed-body.ts';
import { resendTemplates } from './template/resend-templates.ts';
import type { TemplateShelf } from './template/template-shelf.ts';

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

/** The most rows Resend gives in one answer. */
const PAGE_SIZE = 100;

/** The body of a permissive answer: the created, and what was wrong with the rest, by index into the request. */
const acceptedSchema = z.object({
  data: z.array(z.object({ id: z.string() })),
  errors: z.array(z.object({ index: z.number().int().nonnegative(), message: z.string() })).default([]),
});

/** What became of a batch call, from what the SDK returned (facts: data.errors, not errors, holds the refused). */
export function batchAnswer(result: SdkResult): Answer {
  if (result.error) return errorAnswer(result);
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
export type Provider = ReadMails & {
  submitBatch: SubmitBatch;
  templates: TemplateShelf;
  /** Tells one API key from another and gives none away. */
  apiKeyMark: string;
};

function markOf(apiKey: string): string {
  return createHash('sha256').update(`api key ${apiKey}`).digest('hex').slice(0, 16);
}

export function resendProvider(account: ResendAccount): Provider {
  const { apiKey, baseUrl, timeoutMs = CALL_TIMEOUT_MS, giveUp = NEVER } = account;
  const resend = new Resend(apiKey, { baseUrl });
  const inTime = () => ({ signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), giveUp]) });
  return {
    apiKeyMark: markOf(apiKey),
    async submitBatch(body, idempotencyKey) {
      // What is given as an option takes the place of the body that the SDK would make of items, megabytes at a time.
      const options = { idempotencyKey, batchValidation: 'permissive' as const, ...streamedBody(body), ...inTime() };
      return batchAnswer(await resend.batch.send([], options));
    },
    templates: resendTemplates(resend, inTime),
    async listMails(after) {
      const page = { limit: PAGE_SIZE, ...(after === undefined ? {} : { after }) };
      return pageReading(await resend.emails.list(page, inTime()));
    },
    async mailTags(emailId) {
      return tagsReading(await resend.emails.get(emailId, inTime()));
    },
  };
}
