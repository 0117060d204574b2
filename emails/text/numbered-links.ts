import { columnsOf } from './columns.ts';
import { COLUMNS } from './wrap.ts';

/** Numbers links through the whole mail; each section ends with the list of its own. */
export function numberedLinks() {
  let count = 0;
  let pending: string[] = [];
  return {
    /** `Unsubscribe [7]` */
    mark(words: string, url: string): string {
      count += 1;
      pending.push(...entry(count, url));
      return `${words} [${count}]`;
    },
    list(): string[] {
      const lines = pending;
      pending = [];
      return lines;
    },
  };
}

export type NumberedLinks = ReturnType<typeof numberedLinks>;

function entry(number: number, url: string): string[] {
  const line = `[${number}] ${url}`;
  return columnsOf(line) <= COLUMNS ? [line] : [`[${number}]`, url];
}
