/** Something wrong in a file that an editor wrote, with its place, its reason and, where we can tell, the remedy. */
export type Fault = {
  /** Relative to the data folder's parent, as an editor would type it: `data/tools/foo.json`. */
  file: string;
  line: number;
  column: number;
  /** Where in the document: `entry.price`; empty for the document itself. */
  path: string;
  problem: string;
  /** What was expected, or what was probably meant. */
  remedy?: string;
};

/** `file:line:column path: what is wrong (what was expected)`, a form that editors' terminals make clickable. */
export function formatFault({ file, line, column, path, problem, remedy }: Fault): string {
  const place = path === '' ? '' : ` ${path}:`;
  const text = `${file}:${line}:${column}${place} ${problem}${remedy === undefined ? '' : ` (${remedy})`}`;
  // What an editor wrote must not end the line or speak to the terminal.
  return text.replace(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
