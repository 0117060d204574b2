import { type CorrectionContent, type DigestContent, type IssueContent, isDigest } from '#issue/issue-content.ts';
import type { MailIdentity } from './digest-of-issue.ts';
import { listHeaders, type MailMessage, type MailSender } from './mail-message.ts';
import { readerLinks } from './reader-links.ts';
import { renderPersonalMail } from './render-personal-mail.ts';
import { loadTemplates } from './templates.ts';

/** Everything outside the content that ends up in the mail. */
export type MailSettings = MailSender & MailIdentity;

type Parts = { html: string; text: string };

async function digestParts(content: DigestContent, settings: MailSettings, testBanner?: string): Promise<Parts> {
  const [templates, { digestOfIssue }] = await Promise.all([loadTemplates(), import('./digest-of-issue.ts')]);
  const digest = { ...digestOfIssue(content, settings), ...(testBanner === undefined ? {} : { testBanner }) };
  return { html: await templates.weeklyVerdictsHtml(digest), text: templates.weeklyVerdictsText(digest) };
}

function correctionParts(content: CorrectionContent, settings: MailSettings, testBanner?: string): Promise<Parts> {
  const links = readerLinks(settings.publicUrl);
  return renderPersonalMail('correction', {
    subject: content.subject,
    preheader: content.preheader,
    pairing: content.tools.join(' vs '),
    issue: content.of,
    paragraphs: [...(testBanner === undefined ? [] : [testBanner]), ...content.words.split(/\n{2,}/)],
    comparisonUrl: links.compare(content.pairing),
    preferencesUrl: links.preferences,
    unsubscribeUrl: links.unsubscribe,
    postalAddress: settings.postalAddress,
  });
}

/** Renders what is mailed once, for all readers; `testBanner` marks a mail to the team. */
export async function renderIssue(
  content: IssueContent,
  settings: MailSettings,
  testBanner?: string,
): Promise<MailMessage> {
  const banner: [string?] = testBanner === undefined ? [] : [testBanner];
  if (!isDigest(content) && content.kind === 'special') {
    const { specialMail } = await import('./special/special-mail.ts');
    return specialMail(content, settings, ...banner);
  }
  const { html, text } = isDigest(content)
    ? await digestParts(content, settings, ...banner)
    : await correctionParts(content, settings, ...banner);
  return {
    from: settings.from,
    replyTo: settings.replyTo,
    subject: testBanner === undefined ? content.subject : `[Test] ${content.subject}`,
    html,
    text,
    headers: listHeaders(settings),
  };
}
