import { createReadStream } from 'node:fs';

/** The file is not text that we can read; the message says what to do. */
export class UnreadableFile extends Error {}

async function* decoded(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of createReadStream(path)) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UnreadableFile('is not UTF-8: save it again as UTF-8 (in a spreadsheet: "CSV UTF-8")');
  }
}

/** The lines of a UTF-8 file in constant memory, numbered from 1, without their ends; a byte order mark is dropped. */
export async function* textLines(path: string): AsyncGenerator<{ line: number; text: string }> {
  let line = 0;
  let rest = '';
  for await (const part of decoded(path)) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line += 1;
      yield { line, text: text.replace(/\r$/, '') };
    }
  }
  if (rest !== '') yield { line: line + 1, text: rest };
}
