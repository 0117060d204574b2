import { MJML_TAGS, TEXT_TAGS } from './allowed-mjml.ts';
import type { LayoutElement } from './layout-element.ts';

export function isMjml({ name }: LayoutElement): boolean {
  return name === 'mjml' || name.startsWith('mj-');
}

/** The words that stand directly in an element. */
export function textOf({ children }: LayoutElement): string {
  return children.filter((node) => typeof node === 'string').join('');
}

const INLINE_TAGS = ['b', 'strong', 'em', 'i', 'span', 'br'];

/** HTML stands in texts only, no MJML does, no link stands in a link and only words in a button. */
export function misplaced(element: LayoutElement): boolean {
  const insideText = element.within.some((name) => TEXT_TAGS.has(name));
  if (isMjml(element)) return insideText;
  if (element.name === 'a' && element.within.includes('a')) return true;
  return !insideText || (element.within.includes('mj-button') && !INLINE_TAGS.includes(element.name));
}

const GROUPS = ['table', 'mj-table'];
const ROWS = [...GROUPS, 'thead', 'tbody'];
const HOLDS_PARTS_ONLY = new Set([...ROWS, 'tr']);
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  thead: GROUPS,
  tbody: GROUPS,
  tr: ROWS,
  th: ['tr'],
  td: ['tr'],
};

/** Browsers mend tables by closing those around them, which would take the layout apart. */
export function outOfTable({ name, within }: LayoutElement): boolean {
  const parent = within.at(-1) ?? '';
  const parents = Object.hasOwn(PARENTS, name) ? PARENTS[name] : undefined;
  return parents === undefined ? HOLDS_PARTS_ONLY.has(parent) : !parents.includes(parent);
}

const HOLDS_WORDS = ['mj-text', 'mj-button', 'mj-title', 'mj-style'];

/** MJML shows the words of its text elements and drops all others. */
export function dropsWords(element: LayoutElement): boolean {
  const { name } = element;
  const drops = HOLDS_PARTS_ONLY.has(name) || (MJML_TAGS.has(name) && !HOLDS_WORDS.includes(name));
  return drops && textOf(element).trim() !== '';
}
