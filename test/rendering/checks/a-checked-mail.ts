import { plainDate } from '#calendar/plain-date.ts';
import type { IssueContent } from '#issue/issue-content.ts';
import type { Finding } from '#rendering/checks/finding.ts';
import type { CheckedMail } from '#rendering/checks/mail-check.ts';
import { checkMail } from '#rendering/checks/mail-checks.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import { aContent } from '../../builders/issue-builders.ts';
import { mailSettings } from '../../builders/sending-rig.ts';

type Changes = {
  content?: Partial<IssueContent>;
  message?: Partial<CheckedMail['message']>;
  context?: Partial<CheckedMail['context']>;
};

/** A sound mail, rendered from its content, then changed. */
export async function aCheckedMail({ content: changed, message, context }: Changes = {}): Promise<CheckedMail> {
  const content = aContent(changed);
  const { publicUrl, postalAddress } = mailSettings;
  return {
    content,
    message: { ...(await renderIssue(content, mailSettings)), ...message },
    publicUrl,
    postalAddress,
    context: { today: content.date, sentEarlier: new Map(), ...context },
  };
}

export const sound = await aCheckedMail();

/** The sound mail with something at the end of its body. */
export function withinBody(html: string): Promise<CheckedMail> {
  return aCheckedMail({ message: { html: sound.message.html.replace('</body>', `${html}</body>`) } });
}

/** What the checks of these names say of a mail. */
export async function findingsOf(mail: CheckedMail, ...names: string[]): Promise<Finding[]> {
  const findings = await checkMail(mail, 'all');
  return names.length === 0 ? findings : findings.filter(({ check }) => names.includes(check));
}

export const monthsLater = plainDate('2027-03-01');
