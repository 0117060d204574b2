import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { MailMessage } from './mail-message.ts';
import { messageForReader } from './message-for-reader.ts';

export type EmlEnvelope = { to: string; readerToken: string; date: Date; messageId: string };

/** The complete mail of one reader as an RFC 5322 file that a mail program opens. */
export async function emlOf(message: MailMessage, { to, readerToken, date, messageId }: EmlEnvelope): Promise<Buffer> {
  const { html, text, headers } = messageForReader(message)({ READER_TOKEN: readerToken });
  const composer = new MailComposer({
    from: message.from,
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    to,
    subject: message.subject,
    html,
    text,
    // Folding would break a List-Unsubscribe address that is longer than a line.
    headers: Object.entries(headers).map(([key, value]) => ({ key, value: { prepared: true, value } })) as never,
    date,
    messageId,
    baseBoundary: 'weekly-ai-tool-verdicts',
  } as never);
  return composer.compile().build();
}
