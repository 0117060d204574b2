import type { IssueContent } from '#issue/issue-content.ts';
import { digestOfIssue, type MailIdentity } from './digest-of-issue.ts';
import { listHeaders, type MailMessage, type MailSender } from './mail-message.ts';
import { loadTemplates } from './templates.ts';

/** Everything outside the content that ends up in the mail. */
export type MailSettings = MailSender & MailIdentity;

/** Renders an issue once, for all readers; `testBanner` marks a mail to the team. */
export async function renderIssue(
  content: IssueContent,
  settings: MailSettings,
  testBanner?: string,
): Promise<MailMessage> {
  const templates = await loadTemplates();
  const digest = { ...digestOfIssue(content, settings), ...(testBanner === undefined ? {} : { testBanner }) };
  return {
    from: settings.from,
    replyTo: settings.replyTo,
    subject: testBanner === undefined ? content.subject : `[Test] ${content.subject}`,
    html: await templates.weeklyVerdictsHtml(digest),
    text: templates.weeklyVerdictsText(digest),
    headers: listHeaders(settings),
  };
}
