import type { Resend } from 'resend';
import { z } from 'zod';
import { slotNames } from '#rendering/slots.ts';
import type { Reading } from '../provider-list/listed-mail.ts';
import { readingOf } from '../provider-list/resend-reading.ts';
import type { SdkResult } from '../resend-answer.ts';
import type { ShelvedTemplate, TemplateShelf } from './template-shelf.ts';

const idSchema = z.object({ id: z.string().min(1) }).transform(({ id }) => id);

const textSchema = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

const templateSchema = z
  .object({
    id: z.string().min(1),
    status: z.enum(['draft', 'published']),
    has_unpublished_versions: z.boolean().default(false),
    from: textSchema,
    reply_to: z.union([z.array(z.string()), z.string().transform((address) => [address])]).nullish(),
    subject: textSchema,
    html: textSchema,
    text: textSchema,
  })
  .transform(({ status, has_unpublished_versions: isEdited, reply_to, ...template }): ShelvedTemplate => {
    const replyTo = reply_to?.join(', ') || undefined;
    return { ...template, replyTo, state: status === 'published' && isEdited ? 'edited' : status };
  });

/** A template from what the SDK returned; one that does not exist is an answer as well. */
export function templateReading(result: SdkResult): Reading<ShelvedTemplate | undefined> {
  const reading = readingOf(result, templateSchema);
  if (reading.kind !== 'error' || reading.status !== 404) return reading;
  return { kind: 'read', value: undefined, rate: reading.rate };
}

/** Resend's templates, with the limits of time that its other calls have. */
export function resendTemplates({ templates }: Resend, inTime: () => { signal: AbortSignal }): TemplateShelf {
  const variables = slotNames.map((key) => ({ key, type: 'string' as const }));
  return {
    find: async (idOrAlias) => templateReading(await templates.get(idOrAlias, inTime())),
    async create({ replyTo, ...template }) {
      const reply = replyTo === undefined ? {} : { replyTo };
      return readingOf(await templates.create({ ...template, ...reply, variables }, inTime()), idSchema);
    },
    publish: async (id) => readingOf(await templates.publish(id, inTime()), idSchema),
  };
}
