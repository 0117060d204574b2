import { styleProblems } from './allowed-style.ts';

/** The comments in which MJML writes tables for Outlook. Nobody else's comment gets this far: reading a layout drops them all. */
const GHOST = /<!--\[if mso(?: \| IE)?\]>([\s\S]*?)<!\[endif\]-->/g;
const MARK = /\uE000(\d+)\uE001/g;

const PIECE = /\s+|&nbsp;|<\/(?:table|tbody|tr|td)>|<(?:table|tbody|tr|td)((?:\s+[a-z-]+="[^"<>]*")*)\s*>/y;
const ATTRIBUTE = /([a-z-]+)="([^"]*)"/g;
const ATTRIBUTES = new Set(
  'align bgcolor border cellpadding cellspacing class height role style valign width'.split(' '),
);

export type CutComments = { html: string; ghosts: readonly string[] };

/** Puts a mark in the place of each comment, so that the rest can be cleaned as HTML. */
export function cutComments(compiled: string): CutComments {
  const ghosts: string[] = [];
  const html = compiled.replace(GHOST, (ghost) => `\uE000${ghosts.push(ghost.replace(/\s+/g, ' ')) - 1}\uE001`);
  return { html, ghosts };
}

export function putCommentsBack(html: string, ghosts: readonly string[]): string {
  return html.replace(MARK, (_, index: string) => ghosts[Number(index)] ?? '');
}

/** The HTML as everybody but Outlook reads it. */
export function withoutMarks(html: string): string {
  return html.replace(MARK, '');
}

function attributeProblem(name: string, value: string): string | undefined {
  if (!ATTRIBUTES.has(name)) return `carries ${name}`;
  if (name === 'style') return styleProblems(value)[0];
  return /^[\w\s#%.-]*$/.test(value) ? undefined : `carries ${name}=${JSON.stringify(value)}`;
}

/** Why a comment is none of MJML's tables, if so. */
export function ghostProblem(ghost: string): string | undefined {
  const content = ghost.replace(GHOST, '$1');
  PIECE.lastIndex = 0;
  for (let at = 0; at < content.length; at = PIECE.lastIndex) {
    const piece = PIECE.exec(content);
    if (piece === null) return `holds ${JSON.stringify(content.slice(at, at + 60))}`;
    for (const [, name = '', value = ''] of (piece[1] ?? '').matchAll(ATTRIBUTE)) {
      const problem = attributeProblem(name, value);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}
