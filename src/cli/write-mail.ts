import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkContext } from '#delivery/check-context.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { emlOf } from '#rendering/eml.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import { prepareMail } from '#rendering/prepare-mail.ts';
import { readerToken } from '#subscribers/reader-token.ts';
import type { App } from '../app.ts';

/** A reader that no list has: the links in written files act for nobody. */
const SAMPLE_READER = { subscriberId: 0, issueId: 0 };
const SAMPLE_ADDRESS = 'delivered+sample@resend.dev';

export type WrittenMail = { files: string[]; bytes: { html: number; text: number }; hash: string };

/** Writes the mail of a week's issue as a reader would get it: HTML, text and a complete .eml. */
export async function writeMail(app: App, week: IssueName, out: string) {
  const issue = await findIssue(app.store, week);
  if (!issue || !('content' in issue) || !issue.content) return undefined;
  const { message, findings, hash } = await prepareMail(
    issue.content,
    app.mail,
    await checkContext(app.store, week, app.today()),
  );
  const token = readerToken(app.config.appSecret, SAMPLE_READER);
  const { html, text } = messageForReader(message)({ READER_TOKEN: token });
  const messageId = `<${week}.sample@${new URL(app.config.publicUrl).hostname}>`;
  const eml = await emlOf(message, {
    to: SAMPLE_ADDRESS,
    readerToken: token,
    date: new Date(issue.composedAt),
    messageId,
  });
  await mkdir(out, { recursive: true });
  const files = { 'issue.html': html, 'issue.txt': text, 'issue.eml': eml };
  for (const [name, body] of Object.entries(files)) await writeFile(join(out, name), body);
  const bytes = { html: Buffer.byteLength(html), text: Buffer.byteLength(text) };
  return {
    findings,
    mail: { files: Object.keys(files).map((name) => join(out, name)), bytes, hash } satisfies WrittenMail,
  };
}
