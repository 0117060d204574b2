import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What is stored under golden/; with UPDATE_GOLDEN=1 it is rewritten first, to be read in the diff. */
export function golden(name: string, actual: string): string {
  const path = fileURLToPath(new URL(`golden/${name}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, actual);
  return readFileSync(path, 'utf8');
}

/** One line per block, since the mail itself is one line. */
export function linePerBlock(html: string): string {
  return `${html.replace(/(?=<(?:head|body|meta|title|style|div|table|thead|tbody|tr|td|th|p|h[1-6])[ >])/g, '\n').replace(/}(?=[.@[])/g, '}\n')}\n`;
}
