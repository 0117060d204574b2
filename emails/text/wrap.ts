import { columnsOf, cutToColumns } from './columns.ts';

export const COLUMNS = 72;

/** Lines of at most `columns`; an address is never cut and then stands on a line of its own. */
export function wrap(text: string, columns: number = COLUMNS): string[] {
  const lines: string[] = [];
  for (const word of text.split(/[ \t\r\n]+/).flatMap((word) => wordPieces(word, columns))) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || columnsOf(joined) > columns) lines.push(word);
    else lines[lines.length - 1] = joined;
  }
  return lines;
}

function wordPieces(word: string, columns: number): string[] {
  if (word === '') return [];
  return /^\S?https?:/.test(word) || columnsOf(word) <= columns ? [word] : cutToColumns(word, columns);
}

/** Keeps the line breaks and list marks an editor wrote; what is wrapped hangs under its own beginning. */
export function wrapWritten(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const mark = /^\s*(?:[-*>]|\d+\.)\s+/.exec(line)?.[0] ?? '';
    const indent = ' '.repeat(mark.length);
    const lines = wrap(line.slice(mark.length), COLUMNS - mark.length);
    return lines.length === 0 ? [''] : lines.map((part, index) => (index === 0 ? mark : indent) + part);
  });
}
