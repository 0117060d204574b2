import type { MailMessage } from './mail-message.ts';
import { compileTemplate, fillTemplate, type SlotValues } from './slots.ts';

/** Makes the mail of one reader after another from a message whose slots were cut once. */
export function messageForReader(
  message: MailMessage,
): (values: SlotValues) => Omit<MailMessage, 'from' | 'replyTo' | 'subject'> {
  const html = compileTemplate(message.html);
  const text = compileTemplate(message.text);
  const headers = Object.entries(message.headers).map(([name, value]) => [name, compileTemplate(value)] as const);
  return (values) => ({
    html: fillTemplate(html, values),
    text: fillTemplate(text, values),
    headers: Object.fromEntries(headers.map(([name, template]) => [name, fillTemplate(template, values)])),
  });
}
