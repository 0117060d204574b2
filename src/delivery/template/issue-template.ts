import { createHash } from 'node:crypto';
import type { IssueName } from '#issue/issue-name.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { slot, slotNames } from '#rendering/slots.ts';

/** What a mail takes from its template; headers differ from reader to reader and stay with each mail. */
export type TemplateContent = Pick<MailMessage, 'from' | 'replyTo' | 'subject' | 'html' | 'text'>;

/** An issue as a template of the provider, under a name that no other content ever has. */
export type IssueTemplate = TemplateContent & { name: string; alias: string };

type Templating = { kind: 'template'; template: IssueTemplate } | { kind: 'impossible'; because: string };

/** What Resend would read otherwise than it is meant (facts A5). */
const OBSTACLES: readonly { pattern: RegExp; because: string }[] = [
  { pattern: /\{\{/, because: 'its own words have {{, where a variable would begin' },
  { pattern: /\{%%|%%\}/, because: 'a brace stands beside the place of a reader’s token' },
];

/** A text with its slots as Resend writes variables: three braces, which leave the value as it is. */
function withVariables(text: string): string {
  return slotNames.reduce((words, name) => words.replaceAll(slot(name), `{{{${name}}}}`), text);
}

/** The template that a frozen message becomes, or why it cannot be one. */
export function issueTemplate({ headers: _, ...content }: MailMessage, name: IssueName): Templating {
  const words = [content.from, content.replyTo ?? '', content.subject, content.html, content.text];
  const obstacle = OBSTACLES.find(({ pattern }) => words.some((text) => pattern.test(text)));
  if (obstacle) return { kind: 'impossible', because: obstacle.because };
  const made: TemplateContent = {
    ...content,
    subject: withVariables(content.subject),
    html: withVariables(content.html),
    text: withVariables(content.text),
  };
  const hash = createHash('sha256')
    .update(JSON.stringify([made.from, made.replyTo ?? null, made.subject, made.html, made.text]))
    .digest('hex')
    .slice(0, 16);
  return {
    kind: 'template',
    template: { ...made, name: `${name} ${hash}`, alias: `${name.toLowerCase()}-${hash}` },
  };
}

/** In which parts two templates are not the same, byte for byte. */
export function differingParts(one: TemplateContent, other: TemplateContent): string[] {
  const parts = ['from', 'replyTo', 'subject', 'html', 'text'] as const;
  return parts.filter((part) => one[part] !== other[part]);
}
