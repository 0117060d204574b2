/**
 * What a loop over the SDK costs, without a database: one batch of a hundred mails of the frozen issue, sent again and again.
 * Words: the address to send to, the file of the frozen message, how many calls.
 */
import { readFileSync } from 'node:fs';
import { Resend } from 'resend';
import type { MailMessage } from '#rendering/mail-message.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';

const [baseUrl = '', file = '', calls = '0'] = process.argv.slice(2);
const { replyTo: _, ...message } = JSON.parse(readFileSync(file, 'utf8')) as MailMessage;
const forReader = messageForReader({ ...message, replyTo: undefined });
const items = Array.from({ length: 100 }, (_, index) => ({
  from: message.from,
  to: `delivered+reader${index}@resend.dev`,
  subject: message.subject,
  ...forReader({ READER_TOKEN: `${index}.1.abcdefghijklmnopqrstuv` }),
  tags: [{ name: 'delivery', value: `1-${index}` }],
}));
const resend = new Resend('re_bench', { baseUrl });
const began = performance.now();
for (let call = 0; call < Number(calls); call += 1)
  await resend.batch.send(items, { idempotencyKey: `bench/${call}`, batchValidation: 'permissive' });
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000 }));
