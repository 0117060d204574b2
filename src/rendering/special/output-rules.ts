import { cssProblems } from './allowed-css.ts';
import type { CleanOutput } from './clean-output.ts';
import type { LayoutElement } from './layout-element.ts';
import type { Complaint } from './layout-fault.ts';
import type { LayoutUse } from './layout-rules.ts';
import { visibleWords } from './layout-text.ts';
import { plainWords, withoutSpace } from './plain-words.ts';

/** Gmail cuts at about 102,000 bytes; our own frame and footer take the rest. */
const HTML_MOST_BYTES = 90_000;

/** Gmail drops a style sheet above 16,000 bytes; ours is the rest. */
const CSS_MOST_BYTES = 8_000;

/** What became of a layout, beside what was written. */
export type Output = { root: LayoutElement; clean: CleanOutput; css: string; text: string; use: LayoutUse };

/** What holds for the HTML that MJML made: a second look, since MJML itself lets everything through and drops texts silently. */
export const outputRules: readonly { name: string; find(output: Output): Complaint[] }[] = [
  {
    name: 'nothing had to be taken out',
    find: ({ clean }) =>
      [...new Set(clean.dropped)].map((what) => ({
        problem: `became ${what}, which is not allowed`,
        remedy: 'leave out what became it',
      })),
  },
  {
    name: 'styles of plain rules',
    find: ({ css }) =>
      cssProblems(css).map((problem) => ({ problem: `became a style sheet that ${problem}`, remedy: 'leave it out' })),
  },
  {
    name: 'every word is still there, and no other',
    find({ root, clean }) {
      const [meant, shown] = [visibleWords(root), plainWords(clean.seen)].map(withoutSpace);
      return meant === shown
        ? []
        : [
            {
              problem: 'lost text when it was compiled',
              remedy: 'look for a tag that does not belong where it stands',
            },
          ];
    },
  },
  {
    name: 'short enough that no mailbox cuts the footer off',
    find({ clean, css, use: { htmlMostBytes = HTML_MOST_BYTES } }) {
      const bytes = Buffer.byteLength(clean.html) + Buffer.byteLength(css);
      return bytes <= htmlMostBytes
        ? []
        : [{ problem: `is ${bytes} bytes as HTML`, remedy: `at most ${htmlMostBytes}: take something out` }];
    },
  },
  {
    name: 'styles short enough for Gmail',
    find({ css }) {
      const bytes = Buffer.byteLength(css);
      return bytes <= CSS_MOST_BYTES
        ? []
        : [
            {
              problem: `has ${bytes} bytes of styles`,
              remedy: `at most ${CSS_MOST_BYTES}: write styles on the elements`,
            },
          ];
    },
  },
  {
    name: 'slots only in links, in both parts',
    find({ clean, text }) {
      const links = [...clean.html.matchAll(/ href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
      // Tags may split a slot in the HTML that is whole in the text, behind an address that a mailbox makes a link of.
      const foreign = text
        .split(/\s+/)
        .filter((word) => word.includes('%%') && !links.some((href) => word.replace('(', '').startsWith(href)));
      const outside = [clean.html.replace(/ href="[^"]*"/g, ''), ...foreign].join('\n');
      return outside.includes('%%')
        ? [{ problem: 'shows %%', remedy: 'write no two percent signs next to each other' }]
        : [];
    },
  },
];
