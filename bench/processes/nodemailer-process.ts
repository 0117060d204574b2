/**
 * What nodemailer with the transport that is published for Resend costs, without a database: the mails of the frozen issue, one
 * a call, some of them at once. Words: the file of the frozen message, how many mails. Where calls go says RESEND_BASE_URL.
 */
import { readFileSync } from 'node:fs';
import { ResendTransport } from '@documenso/nodemailer-resend';
import nodemailer from 'nodemailer';
import type { MailMessage } from '#rendering/mail-message.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';

const AT_ONCE = 10;

const [file = '', count = '0'] = process.argv.slice(2);
const message = JSON.parse(readFileSync(file, 'utf8')) as MailMessage;
const forReader = messageForReader(message);
const transport = nodemailer.createTransport(ResendTransport.makeTransport({ apiKey: 're_bench' }));
const readers = Array.from({ length: Number(count) }, (_, index) => index).values();

async function sendTheRest(): Promise<void> {
  for (const reader of readers)
    await transport.sendMail({
      from: message.from,
      to: `delivered+reader${reader}@resend.dev`,
      subject: message.subject,
      ...forReader({ READER_TOKEN: `${reader}.1.abcdefghijklmnopqrstuv` }),
    });
}

const began = performance.now();
await Promise.all(Array.from({ length: AT_ONCE }, sendTheRest));
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000 }));
