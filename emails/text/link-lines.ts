import { wrap } from './wrap.ts';

/** What a link does, then its address alone on a line, so that it can be copied. */
export function linkLines(words: string, url: string): string[] {
  return [...wrap(`${words}:`), url];
}
