import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** What SpamAssassin said of a mail. */
export type SpamReport =
  | { kind: 'scored'; score: number; required: number; tests: string[] }
  | { kind: 'failed'; because: string };

/** The program alone first: spamc needs a daemon. `-L` asks no network, `-t` marks every mail with its score. */
const PROGRAMS = [
  { name: 'spamassassin', words: ['-L', '-t'] },
  { name: 'spamc', words: [] },
] as const;

const TIME_LIMIT_MS = 20_000;

type Program = { file: string; words: readonly string[] };

async function find(path: string): Promise<Program | undefined> {
  for (const { name, words } of PROGRAMS) {
    for (const folder of path.split(delimiter).filter((folder) => folder !== '')) {
      const file = join(folder, name);
      const executable = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (executable) return { file, words };
    }
  }
  return undefined;
}

const found = new Map<string, Promise<Program | undefined>>();

/** Looked for once a PATH. */
function program(): Promise<Program | undefined> {
  const path = process.env.PATH ?? '';
  const known = found.get(path) ?? find(path);
  found.set(path, known);
  return known;
}

export async function spamAssassinInstalled(): Promise<boolean> {
  return (await program()) !== undefined;
}

function readReport(output: string): SpamReport {
  const unfolded = output.replace(/\r?\n[ \t]+/g, ' ');
  const status = /^X-Spam-Status:.*?\bscore=(-?[\d.]+) required=(-?[\d.]+)(?:.*?\btests=([^=]*?)(?= \w+=|$))?/m.exec(
    unfolded,
  );
  if (!status) return { kind: 'failed', because: 'it gave no score' };
  const [, score, required, names = ''] = status;
  const tests = names.split(/[\s,]+/).filter((name) => name !== '' && name !== 'none');
  return { kind: 'scored', score: Number(score), required: Number(required), tests };
}

/** The score of a complete mail; undefined where SpamAssassin is not installed. */
export async function spamReport(eml: Buffer): Promise<SpamReport | undefined> {
  const installed = await program();
  if (!installed) return undefined;
  // None of our secrets are its business.
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C' };
  const options = { env, timeout: TIME_LIMIT_MS, killSignal: 'SIGKILL', maxBuffer: 10_000_000 } as const;
  return new Promise((resolve) => {
    const child = execFile(installed.file, installed.words, options, (error, stdout) => {
      if (!error) resolve(readReport(stdout));
      else
        resolve({ kind: 'failed', because: error.killed ? `no answer in ${TIME_LIMIT_MS / 1000} s` : error.message });
    });
    // A program that ends before it has read everything says so through its exit.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(eml);
  });
}
