import { audienceOf } from '#delivery/audience-queries.ts';
import { checkContext } from '#delivery/check-context.ts';
import type { EditableIssue } from '#issue/edit-issue.ts';
import type { IssueContent } from '#issue/issue-content.ts';
import type { Finding } from '#rendering/checks/finding.ts';
import { checkMail } from '#rendering/checks/mail-checks.ts';
import { type HashedMail, renderWithHash } from '#rendering/prepare-mail.ts';
import type { App } from '../../app.ts';

/** What an editor sees of anything that can still be changed: the mail as it would go out, and what is known about it. */
export type OpenIssue = HashedMail & {
  issue: EditableIssue;
  /** Saved, or typed and not saved yet. */
  content: IssueContent;
  /** Of the quick checks. */
  findings: Finding[];
  audience: number;
  /** Undefined until somebody says when. */
  sendsAt: Date | undefined;
  now: Date;
};

/** Renders and checks `content` as it would go out in place of what is saved. */
export async function openIssue(app: App, issue: EditableIssue, content: IssueContent): Promise<OpenIssue> {
  const mail = await renderWithHash(content, app.mail);
  const { publicUrl, postalAddress } = app.mail;
  const context = await checkContext(app.store, issue.name, app.today());
  return {
    ...mail,
    issue,
    content,
    findings: await checkMail({ content, message: mail.message, publicUrl, postalAddress, context }, 'quick'),
    audience: await audienceOf(app.store, content, app.today()),
    sendsAt: app.sendTime(issue),
    now: app.clock(),
  };
}
