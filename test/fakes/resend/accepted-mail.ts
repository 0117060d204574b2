import { createHash } from 'node:crypto';
import { isObject, listIn, type Tag, textIn, type WireMail } from './wire-mail.ts';

/** One mail that Resend took, as the fake remembers it. Bodies above the wanted size live on as their sha256 only. */
export type AcceptedMail = {
  id: string;
  messageId: string;
  /** The idempotency key of its request, and its place in that request. */
  key: string | null;
  index: number;
  /** The number of the request that brought it. */
  request: number;
  from: string;
  to: readonly string[];
  cc: readonly string[];
  bcc: readonly string[];
  replyTo: readonly string[];
  subject: string;
  headers: Readonly<Record<string, string>>;
  tags: readonly Tag[];
  html: string | null;
  htmlSha256: string | null;
  text: string | null;
  textSha256: string | null;
  template: unknown;
  scheduledAt: string | null;
  acceptedAt: string;
};

export type Acceptance = { id: string; key: string | null; index: number; request: number; acceptedAt: string };

export function acceptMail(mail: WireMail, acceptance: Acceptance, keepBodiesUpToBytes: number): AcceptedMail {
  const html = keptBody(textIn(mail, 'html'), keepBodiesUpToBytes);
  const text = keptBody(textIn(mail, 'text'), keepBodiesUpToBytes);
  return {
    ...acceptance,
    messageId: `<${acceptance.id}@fake-resend.invalid>`,
    from: textIn(mail, 'from') ?? '',
    to: listIn(mail, 'to').map(String),
    cc: listIn(mail, 'cc').map(String),
    bcc: listIn(mail, 'bcc').map(String),
    replyTo: listIn(mail, 'reply_to').map(String),
    subject: textIn(mail, 'subject') ?? '',
    headers: isObject(mail.headers) ? (mail.headers as Record<string, string>) : {},
    tags: listIn(mail, 'tags') as Tag[],
    html: html.kept,
    htmlSha256: html.sha256,
    text: text.kept,
    textSha256: text.sha256,
    template: mail.template ?? null,
    scheduledAt: textIn(mail, 'scheduled_at'),
  };
}

function keptBody(body: string | null, upToBytes: number): { kept: string | null; sha256: string | null } {
  if (body === null) return { kept: null, sha256: null };
  const isSmall = Buffer.byteLength(body) <= upToBytes;
  return { kept: isSmall ? body : null, sha256: createHash('sha256').update(body).digest('hex') };
}
