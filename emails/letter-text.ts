import type { Letter, LetterLink } from './letter.ts';
import { wrap } from './text/wrap.ts';

/** A letter for readers of plain text: every address alone on its line, so that it can be copied. */
export function letterText(letter: Letter): string {
  const { title, paragraphs, action, remarks = [], list, links = [], why, postalAddress } = letter;
  const paragraph = (text: string) => wrap(text).join('\n');
  const link = ({ words, url }: LetterLink) => `${paragraph(`${words}:`)}\n${url}`;
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
