import { wrapWritten } from '../../../emails/text/wrap.ts';
import { TEXT_TAGS } from './allowed-mjml.ts';
import { elementsOf, type LayoutElement, type LayoutNode } from './layout-element.ts';
import { plainWords } from './plain-words.ts';

const HEADING = /^h[1-3]$/;

function linked(words: string, href: string | undefined): string {
  const trimmed = words.trim();
  return href === undefined || trimmed === href ? words : `${trimmed} (${href})`;
}

function inside({ children }: LayoutElement): string {
  return children.map(written).join('');
}

/** How an element of a text is written without markup; entities stay for the end. */
function written(node: LayoutNode): string {
  if (typeof node === 'string') return node.replace(/\s+/g, ' ').replaceAll('>', '&gt;');
  const { name, attributes } = node;
  if (name === 'a') return linked(inside(node), attributes.href);
  if (name === 'br') return '\n';
  if (name === 'hr') return '\n\n';
  if (name === 'li') return `\n- ${inside(node).trim()}`;
  if (name === 'td' || name === 'th') return `${inside(node).trim()} | `;
  if (name === 'tr') return `\n${inside(node).replace(/ \| $/, '')}`;
  if (
    name === 'p' ||
    name === 'blockquote' ||
    name === 'ul' ||
    name === 'ol' ||
    name === 'table' ||
    HEADING.test(name)
  ) {
    return `\n\n${inside(node).trim()}\n\n`;
  }
  return name === 'div' ? `\n${inside(node)}\n` : inside(node);
}

function blockOf(element: LayoutElement): string {
  const { name, attributes } = element;
  if (name === 'mj-button') return linked(inside(element), attributes.href);
  if (name === 'mj-image') return linked(attributes.alt ?? '', attributes.href);
  return TEXT_TAGS.has(name) ? inside(element) : '';
}

function tidy(block: string): string {
  return plainWords(block)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Every text element of the body, in its order; what stands in the head is shown to nobody. */
function bodyBlocks(root: LayoutElement): LayoutElement[] {
  return [...elementsOf(root)].filter(
    ({ within }) => within[1] === 'mj-body' && !within.some((name) => TEXT_TAGS.has(name)),
  );
}

/** The layout for readers of plain text: links spelled out, lines of at most 72 columns. */
export function layoutText(root: LayoutElement): string {
  const blocks = bodyBlocks(root).map((element) => tidy(blockOf(element)));
  return blocks
    .filter((block) => block !== '')
    .map((block) => wrapWritten(block).join('\n'))
    .join('\n\n');
}

/** Every word of the body, for comparing it with what MJML made of it. */
export function visibleWords(root: LayoutElement): string {
  const raw = (node: LayoutNode): string =>
    typeof node === 'string' ? node.replaceAll('>', '&gt;') : node.children.map(raw).join(' ');
  return plainWords(
    root.children.map((child) => (typeof child !== 'string' && child.name === 'mj-body' ? raw(child) : '')).join(' '),
  );
}
