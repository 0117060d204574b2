import { extname } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { parser } from 'stream-json';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { z } from 'zod';
import type { ImportLine, RefusedLine } from './import-plan.ts';
import { readCsvLines } from './read-csv-lines.ts';
import { textLines, UnreadableFile } from './text-lines.ts';

/** Cells as a CSV file would hold them; null is an empty cell. */
const entrySchema = z.record(
  z.string(),
  z.union([z.string(), z.number().transform(String), z.null().transform(() => '')]),
);

async function* withLineEnds(path: string): AsyncGenerator<string> {
  for await (const { text } of textLines(path)) yield `${text}\n`;
}

/** The entries of a JSON array, one after another in constant memory; an entry's number stands for its line. */
async function* readJsonEntries(path: string): AsyncGenerator<ImportLine | RefusedLine> {
  // What goes wrong in any of the three ends the reading of the last one with that error.
  const entries = pipeline(
    Readable.from(withLineEnds(path)),
    parser.asStream(),
    streamArray.asStream(),
    () => undefined,
  );
  try {
    for await (const { key, value } of entries as AsyncIterable<{ key: number; value: unknown }>) {
      const entry = entrySchema.safeParse(value);
      const line = key + 1;
      yield entry.success ? { line, record: entry.data } : { line, problem: 'is not an object of texts' };
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(`is not a JSON array: ${(error as Error).message}`);
  }
}

/** The lines of an import file: JSON by its ending, CSV otherwise. */
export function readImportLines(path: string): AsyncGenerator<ImportLine | RefusedLine> {
  return extname(path).toLowerCase() === '.json' ? readJsonEntries(path) : readCsvLines(path);
}
