import { SEED } from '../a-site.ts';

/** One of each kind of page that answers 200 on the sample site. */
export const everyPage = [
  '/',
  '/issues',
  '/issues/2026-W47',
  '/compare',
  SEED,
  '/tools/smolvlm-2-5',
  '/panel',
  '/privacy',
  '/embed',
];

/** The addresses a page links to inside the site, and those it loads from there. */
export function innerAddresses(html: string): string[] {
  return [...html.matchAll(/ (?:href|src)="(\/[^"]*)"/g)].map(([, address = '']) => address.replaceAll('&amp;', '&'));
}
