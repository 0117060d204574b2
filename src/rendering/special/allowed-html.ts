import { styleProblems } from './allowed-style.ts';

const CELL = ['align', 'bgcolor', 'colspan', 'height', 'rowspan', 'scope', 'valign', 'width'];
const TABLE = ['align', 'bgcolor', 'border', 'cellpadding', 'cellspacing', 'width'];

/** The HTML of a layout's text. */
export const WRITTEN_TAGS = new Set(
  'a b blockquote br code div em h1 h2 h3 hr i li ol p s small span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
);

/** And what MJML adds when it compiles. */
export const COMPILED_TAGS = new Set([...WRITTEN_TAGS, 'img']);

const EVERYWHERE = ['class', 'dir', 'lang', 'role', 'style', 'title'];

const OWN: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'target', 'rel'],
  img: ['alt', 'height', 'src', 'width'],
  table: TABLE,
  tbody: ['align', 'valign'],
  td: CELL,
  th: CELL,
  thead: ['align', 'valign'],
  tr: ['align', 'bgcolor', 'valign'],
};

/** A literal `https:` or `mailto:` and no entity but `&amp;`, so that nothing can be spelled in disguise. */
export function urlProblem(url: string): string | undefined {
  const plain = url.replaceAll('&amp;', '&');
  if (/^mailto:[^\s<>"'\\&;]+(?:\?[^\s<>"'\\;]*)?$/i.test(plain)) return undefined;
  const shown = JSON.stringify(url.slice(0, 80));
  if (!/^https:\/\//i.test(plain)) return `leads to ${shown}, which is neither https nor mailto`;
  if (/[\s<>"'\\]|&#|&[a-z]+;/i.test(plain) || !URL.canParse(plain))
    return `leads to ${shown}, which is no well-formed address`;
  return new URL(plain).username === '' ? undefined : `leads to ${shown}, which hides its host behind an @`;
}

/** Images are fetched when a mail is opened, so only a plain web address will do. */
export function imageProblem(src: string): string | undefined {
  return /^mailto:/i.test(src) ? `shows ${JSON.stringify(src)}, which is no image` : urlProblem(src);
}

/** Why an attribute of an HTML element may not stay, if so. */
export function attributeProblems(tag: string, name: string, value: string): string[] {
  const allowed = EVERYWHERE.includes(name) || OWN[tag]?.includes(name);
  if (!allowed) return [`has the attribute ${name}`];
  if (name === 'style') return styleProblems(value);
  if (name === 'class') return /^[\w\s-]*$/.test(value) ? [] : ['has a class that is no name'];
  const problem = name === 'href' ? urlProblem(value) : name === 'src' ? imageProblem(value) : undefined;
  return problem === undefined ? [] : [problem];
}
