import { z } from 'zod';
import { canBeKept } from '#calendar/instant.ts';

/** What an event says happened to a mail. */
export type Happening =
  | 'on-its-way'
  | 'delivered'
  | 'bounced-for-good'
  | 'bounced-in-passing'
  | 'complained'
  | 'suppressed'
  | 'failed'
  | 'opened'
  | 'clicked';

/** An event about one of the mails we handed over, in our words. */
export type MailEvent = {
  happening: Happening;
  happenedAt: Date | undefined;
  emailId: string | undefined;
  /** Whom it went to, when the event says so. */
  to: readonly string[];
  tags: ReadonlyMap<string, string>;
  /** The provider's words on what went wrong. */
  words: string | undefined;
  link: string | undefined;
  ip: string | undefined;
  agent: string | undefined;
};

/** `type` is what is recorded, also of a body that says nothing we can use. */
export type EventReading = { type: string; event: MailEvent } | { type: string; event: undefined; because: string };

/** What every database takes: PostgreSQL has no U+0000 in texts. */
const wordsSchema = z
  .string()
  .min(1)
  .refine((text) => !text.includes('\0'));
const textSchema = wordsSchema.optional().catch(undefined);

/** Tags are texts; of anything else that was signed there is nothing to read. */
const tagValueSchema = z.union([z.string(), z.number().transform(String)]).catch('');

/** A map in Resend's OpenAPI and SDK, a list of names and values in an older page (facts A7). */
export const tagsSchema = z
  .union([
    z.record(z.string(), tagValueSchema).transform((tags) => Object.entries(tags)),
    z
      .array(z.object({ name: z.string(), value: tagValueSchema }))
      .transform((tags) => tags.map((tag) => [tag.name, tag.value] as const)),
  ])
  .catch([])
  .transform((tags) => new Map(tags));

const toSchema = z.union([z.array(z.string()), z.string().transform((address) => [address])]).catch([]);

const detailSchema = z
  .object({ type: textSchema, subType: textSchema, message: textSchema, reason: textSchema })
  .optional()
  .catch(undefined);

const dataSchema = z.object({
  email_id: textSchema,
  to: toSchema,
  tags: tagsSchema,
  bounce: detailSchema,
  suppressed: detailSchema,
  failed: detailSchema,
  click: z.object({ link: textSchema, ipAddress: textSchema, userAgent: textSchema }).optional().catch(undefined),
  open: z.object({ ipAddress: textSchema, userAgent: textSchema }).optional().catch(undefined),
});

type Data = z.output<typeof dataSchema>;

const envelopeSchema = z.object({ type: wordsSchema, created_at: textSchema, data: z.unknown().optional() });

/** Only `Permanent` is for good: Resend says `email.bounced` for Transient and Undetermined, too (facts A7). */
const bounced = ({ bounce }: Data): Happening =>
  bounce?.type === 'Permanent' ? 'bounced-for-good' : 'bounced-in-passing';

const happenings: Readonly<Record<string, (data: Data) => Happening>> = {
  'email.sent': () => 'on-its-way',
  'email.scheduled': () => 'on-its-way',
  'email.delivery_delayed': () => 'on-its-way',
  'email.delivered': () => 'delivered',
  'email.bounced': bounced,
  'email.complained': () => 'complained',
  'email.suppressed': () => 'suppressed',
  'email.failed': () => 'failed',
  'email.opened': () => 'opened',
  'email.clicked': () => 'clicked',
};

function instant(text: string | undefined): Date | undefined {
  const date = new Date(text ?? '');
  return canBeKept(date) ? date : undefined;
}

function words({ bounce, suppressed, failed }: Data): string | undefined {
  const detail = bounce ?? suppressed ?? failed;
  const parts = [detail?.type, detail?.subType, detail?.reason, detail?.message].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(': ') : undefined;
}

function mailEvent(happening: Happening, happenedAt: string | undefined, data: Data): MailEvent {
  const reader = data.click ?? data.open;
  return {
    happening,
    happenedAt: instant(happenedAt),
    emailId: data.email_id,
    to: data.to,
    tags: data.tags,
    words: words(data),
    link: data.click?.link,
    ip: reader?.ipAddress,
    agent: reader?.userAgent,
  };
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Reads the body of a webhook that was signed by the provider. Never throws: what cannot be used says why. */
export function readProviderEvent(body: string): EventReading {
  const envelope = envelopeSchema.safeParse(parsedJson(body));
  if (!envelope.success) return { type: 'unreadable', event: undefined, because: 'is not JSON with a type' };
  const { type, created_at: happenedAt } = envelope.data;
  const happening = Object.hasOwn(happenings, type) ? happenings[type] : undefined;
  if (!happening) return { type, event: undefined, because: 'is of a type that nothing follows from' };
  const data = dataSchema.safeParse(envelope.data.data);
  if (!data.success) return { type, event: undefined, because: 'has no data' };
  return { type, event: mailEvent(happening(data.data), happenedAt, data.data) };
}
