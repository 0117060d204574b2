import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/**
 * Where a command writes. With --json, one document goes to stdout and everything a person reads to stderr; without it a
 * person reads stdout. Colour only on a terminal, and never with NO_COLOR.
 */
export type Output = {
  say(line?: string): void;
  /** A line about the work, never part of the result. */
  note(line: string): void;
  style(style: Style, text: string): string;
  result(document: unknown): void;
};

export function openOutput({ json }: { json?: boolean | undefined }): Output {
  const stream = json ? process.stderr : process.stdout;
  return {
    say: (line = '') => void stream.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    style: (style, text) => styleText(style, text, { stream }),
    result: (document) => {
      if (json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    },
  };
}
