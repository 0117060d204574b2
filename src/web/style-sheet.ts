import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dark, fonts, light } from '../../emails/theme.ts';

function tokens(theme: typeof dark): string {
  return Object.entries(theme)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ');
}

const sheet = [
  `:root { ${tokens(light)} --heading: ${fonts.heading}; --text: ${fonts.text}; color-scheme: light dark; }`,
  `@media (prefers-color-scheme: dark) { :root { ${tokens(dark)} } }`,
  // Paper has one colour.
  `@media print { :root { ${tokens(light)} color-scheme: light; } }`,
  ...['ground', 'frame', 'words', 'blocks', 'facts', 'tables', 'quotes', 'forms', 'print'].map((name) =>
    readFileSync(new URL(`look/${name}.css`, import.meta.url), 'utf8'),
  ),
].join('\n');

/** The one style sheet of the site, made from the tokens that the mail uses. */
export function styleSheet(): string {
  return sheet;
}

/** Changes with the sheet, so that no page is shown in yesterday's look. */
export const styleSheetAddress = `/style.css?v=${createHash('sha256').update(sheet).digest('hex').slice(0, 8)}`;
