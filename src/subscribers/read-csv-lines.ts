import { parse } from 'csv-parse/sync';
import type { ImportLine, RefusedLine } from './import-plan.ts';
import { textLines, UnreadableFile } from './text-lines.ts';

/** A field may hold line ends, but a quote that is still open after so many lines was never meant to be one. */
const RECORD_MOST_LINES = 5;
/** Records handed to the parser together: its start costs more than a record. */
const RECORDS_AT_ONCE = 500;
const DELIMITERS = [',', ';', '\t'];

type TextRecord = { line: number; lines: string[] };

function quotesAreOpen(lines: readonly string[]): boolean {
  return lines.reduce((quotes, text) => quotes + text.split('"').length - 1, 0) % 2 === 1;
}

/** Joins the lines of fields that hold line ends; of quotes that never close, the first line stands alone. */
async function* textRecords(path: string): AsyncGenerator<TextRecord> {
  let open: TextRecord | undefined;
  for await (const { line, text } of textLines(path)) {
    open = open ? { line: open.line, lines: [...open.lines, text] } : { line, lines: [text] };
    if (quotesAreOpen(open.lines) && open.lines.length < RECORD_MOST_LINES) continue;
    yield* quotesAreOpen(open.lines) ? apart(open) : [open];
    open = undefined;
  }
  if (open) yield* apart(open);
}

function apart({ line, lines }: TextRecord): TextRecord[] {
  return lines.map((text, index) => ({ line: line + index, lines: [text] }));
}

/** A cell that was made harmless for spreadsheets gets its own first character back. */
function plainCell(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

type Table = { header: string[]; delimiter: string };

function parseCells(text: string, delimiter: string): string[][] {
  // Named, because the parser would take a stray carriage return for the end of every line.
  const record_delimiter = '\n';
  return parse(text, { delimiter, record_delimiter, trim: true, relax_quotes: true, relax_column_count: true });
}

function importLine({ line }: TextRecord, cells: readonly string[], { header }: Table): ImportLine {
  return { line, record: Object.fromEntries(header.map((name, index) => [name, plainCell(cells[index] ?? '')])) };
}

function problemOf(error: unknown): string {
  return (error as Error).message.replace(/ at line \d+.*$/s, '');
}

function parseAlone(record: TextRecord, table: Table): (ImportLine | RefusedLine)[] {
  try {
    const rows = parseCells(record.lines.join('\n'), table.delimiter);
    // Stray quotes in two lines looked like one field over both.
    if (rows.length !== 1 && record.lines.length > 1) return apart(record).flatMap((one) => parseAlone(one, table));
    return rows.map((cells) => importLine(record, cells, table));
  } catch (error) {
    if (record.lines.length > 1) return apart(record).flatMap((one) => parseAlone(one, table));
    return [{ line: record.line, problem: `cannot be read: ${problemOf(error)}` }];
  }
}

function parseTogether(records: readonly TextRecord[], table: Table): (ImportLine | RefusedLine)[] {
  try {
    const rows = parseCells(records.flatMap(({ lines }) => lines).join('\n'), table.delimiter);
    if (rows.length === records.length)
      return records.map((record, index) => importLine(record, rows[index] ?? [], table));
  } catch {
    // One of them is malformed: each for itself says which.
  }
  return records.flatMap((record) => parseAlone(record, table));
}

function tableOf(header: string): Table {
  const count = (delimiter: string) => header.split(delimiter).length;
  const delimiter = DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
  try {
    return { delimiter, header: (parseCells(header, delimiter)[0] ?? []).map((name) => name.toLowerCase()) };
  } catch (error) {
    throw new UnreadableFile(`begins with a line that cannot be read: ${problemOf(error)}`);
  }
}

/** The lines of a CSV file (RFC 4180; commas, semicolons or tabs) in constant memory. A malformed line costs that line. */
export async function* readCsvLines(path: string): AsyncGenerator<ImportLine | RefusedLine> {
  let table: Table | undefined;
  const records: TextRecord[] = [];
  for await (const record of textRecords(path)) {
    if (record.lines.every((text) => text.trim() === '')) continue;
    if (table) records.push(record);
    else table = tableOf(record.lines.join('\n'));
    if (table && records.length === RECORDS_AT_ONCE) yield* parseTogether(records.splice(0), table);
  }
  if (table) yield* parseTogether(records, table);
}
