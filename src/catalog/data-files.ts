import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, posix, relative, sep } from 'node:path';
import type { Fault } from './fault.ts';
import { type JsonReading, parseJsonDocument } from './json-document.ts';

const MAX_BYTES = 1_000_000;

function documentFault(file: string, problem: string, remedy?: string): JsonReading {
  const fault: Fault = { file, line: 1, column: 1, path: '', problem, ...(remedy === undefined ? {} : { remedy }) };
  return { document: undefined, faults: [fault] };
}

/** Reads one JSON file of the data folder; what is wrong with it comes back as faults, never as an exception. */
export async function readDataFile(dataDir: string, file: string): Promise<JsonReading> {
  const path = join(dataDir, file);
  const shown = posix.join(basename(dataDir), file);
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) return documentFault(shown, `is ${size} bytes long`, `at most ${MAX_BYTES}`);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    return parseJsonDocument(shown, text);
  } catch (error) {
    if (error instanceof TypeError) return documentFault(shown, 'is not UTF-8', 'save it again as UTF-8');
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return documentFault(shown, 'is missing');
    return documentFault(shown, `cannot be read: ${(error as Error).message}`);
  }
}

/** The files below a folder of the data folder, sorted, hidden ones left out; none when there is no such folder. */
export async function listDataFiles(dataDir: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
