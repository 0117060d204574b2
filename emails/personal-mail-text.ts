import type { PersonalMail, PersonalMailLink } from './personal-mail.ts';
import { linkLines } from './text/link-lines.ts';
import { wrap } from './text/wrap.ts';

/** A personal mail for readers of plain text. */
export function personalMailText(mail: PersonalMail): string {
  const { title, paragraphs, action, remarks = [], list, links = [], why, postalAddress } = mail;
  const paragraph = (text: string) => wrap(text).join('\n');
  const link = ({ words, url }: PersonalMailLink) => linkLines(words, url).join('\n');
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
