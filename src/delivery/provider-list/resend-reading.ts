import { z } from 'zod';
import { tagsSchema } from '../provider-events/provider-event.ts';
import { errorAnswer, rateLimit, type SdkResult } from '../resend-answer.ts';
import type { MailPage, Reading, Tags } from './listed-mail.ts';
import { providerInstantSchema } from './provider-instant.ts';

const mailSchema = z
  .object({
    id: z.string().min(1),
    to: z.union([z.array(z.string()), z.string().transform((address) => [address])]),
    from: z.string(),
    subject: z.string(),
    created_at: providerInstantSchema,
  })
  .transform(({ created_at: createdAt, ...mail }) => ({ ...mail, createdAt }));

/** A row that cannot be read makes the page unreadable: nobody could say that the list was read without a gap. */
const pageSchema = z
  .object({ data: z.array(mailSchema), has_more: z.boolean().default(false) })
  .transform(({ data, has_more }): MailPage => ({ mails: data, hasMore: has_more }));

const shownSchema = z.object({ tags: tagsSchema }).transform(({ tags }): Tags => tags);

/** What was asked for, from what the SDK returned, or why there is none. */
export function readingOf<Value>(result: SdkResult, schema: z.ZodType<Value>): Reading<Value> {
  if (result.error) {
    const answer = errorAnswer(result);
    const sendsOnly = answer.kind === 'error' && answer.status === 401 && answer.name === 'restricted_api_key';
    return sendsOnly ? { kind: 'sends-only' } : answer;
  }
  const body = schema.safeParse(result.data);
  if (!body.success) return { kind: 'silence', message: 'answered 200 with a body that cannot be read' };
  return { kind: 'read', value: body.data, rate: rateLimit(result.headers) };
}

/** One page of the list, from what the SDK returned. */
export function pageReading(result: SdkResult): Reading<MailPage> {
  return readingOf(result, pageSchema);
}

/** The tags of one mail, from what the SDK returned. */
export function tagsReading(result: SdkResult): Reading<Tags> {
  return readingOf(result, shownSchema);
}
