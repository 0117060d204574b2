import type { PersonalMail, PersonalMailLink } from './personal-mail.ts';
import { wrap } from './text/wrap.ts';

/** A personal mail for readers of plain text: every address alone on its line, so that it can be copied. */
export function personalMailText(mail: PersonalMail): string {
  const { title, paragraphs, action, remarks = [], list, links = [], why, postalAddress } = mail;
  const paragraph = (text: string) => wrap(text).join('\n');
  const link = ({ words, url }: PersonalMailLink) => `${paragraph(`${words}:`)}\n${url}`;
  const blocks = [
    title,
    ...paragraphs.map(paragraph),
    ...(action ? [link(action)] : []),
    ...remarks.map(paragraph),
    ...(list ? [paragraph(list.heading), ...list.items.map((item) => `${link(item)}\n${paragraph(item.remark)}`)] : []),
    paragraph(why),
    ...links.map(link),
    paragraph(postalAddress),
  ];
  return `${blocks.join('\n\n')}\n`.replaceAll('\0', '');
}
