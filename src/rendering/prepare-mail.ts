import { contentHash, type IssueContent } from '#issue/issue-content.ts';
import type { Finding } from './checks/finding.ts';
import type { CheckContext } from './checks/mail-check.ts';
import { checkMail } from './checks/mail-checks.ts';
import { approvalHash, type MailMessage } from './mail-message.ts';
import { type MailSettings, renderIssue } from './render-issue.ts';

/** An issue's mail as it would go out now, with the hash that an approval is bound to. */
export type HashedMail = { message: MailMessage; hash: string };

export type PreparedMail = HashedMail & {
  /** What is wrong with it, errors first. */
  findings: Finding[];
};

export async function renderWithHash(content: IssueContent, settings: MailSettings): Promise<HashedMail> {
  const message = await renderIssue(content, settings);
  return { message, hash: approvalHash(contentHash(content), message) };
}

/** The mail and the findings about it. An approval is given for all of them; the slow ones depend on the bytes alone. */
export async function prepareMail(
  content: IssueContent,
  settings: MailSettings,
  context: CheckContext,
  pace: 'quick' | 'all' = 'all',
): Promise<PreparedMail> {
  const { message, hash } = await renderWithHash(content, settings);
  const { publicUrl, postalAddress } = settings;
  const findings = await checkMail({ content, message, publicUrl, postalAddress, context }, pace);
  return { message, hash, findings };
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}
