import type { IssueContent } from '#issue/issue-content.ts';
import { contentHash } from '#issue/issue-content.ts';
import { checkMail, type Finding } from './mail-checks.ts';
import { approvalHash, type MailMessage } from './mail-message.ts';
import { type MailSettings, renderIssue } from './render-issue.ts';

/** An issue's mail as it would go out now, what is wrong with it, and the hash that an approval is bound to. */
export type PreparedMail = { message: MailMessage; findings: Finding[]; hash: string };

export async function prepareMail(content: IssueContent, settings: MailSettings): Promise<PreparedMail> {
  const message = await renderIssue(content, settings);
  const findings = checkMail({
    content,
    message,
    publicUrl: settings.publicUrl,
    postalAddress: settings.postalAddress,
  });
  return { message, findings, hash: approvalHash(contentHash(content), message) };
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}
