import { cssProblems } from './allowed-css.ts';
import { attributeProblems, imageProblem, urlProblem, WRITTEN_TAGS } from './allowed-html.ts';
import { MJML_TAGS, REFUSED_TAGS, refusedAttribute, WORDY_ATTRIBUTES } from './allowed-mjml.ts';
import { tooSmall, valueProblem } from './allowed-style.ts';
import type { LayoutElement } from './layout-element.ts';
import type { Complaint } from './layout-fault.ts';
import { dropsWords, isMjml, misplaced, outOfTable, textOf } from './layout-structure.ts';

/** Where a layout is going to stand. */
export type LayoutUse = {
  /** Our own site: only its pages may be linked with a reader's token. */
  publicUrl?: string;
  /** Styles in the head would not come along. */
  headless?: boolean;
  /** In pixels, where there is less room than a mail has. */
  bodyWidth?: number;
  htmlMostBytes?: number;
};

type LayoutRule = { name: string; find(element: LayoutElement, use: LayoutUse): Complaint[] };

const complaints = (problems: readonly string[], remedy: string): Complaint[] =>
  problems.map((problem) => ({ problem, remedy }));

/** Reading this list is reading what an editor or a sponsor may write. Each rule looks at one element at a time. */
export const layoutRules: readonly LayoutRule[] = [
  {
    name: 'known elements only',
    find({ name }) {
      const refused = Object.hasOwn(REFUSED_TAGS, name) ? REFUSED_TAGS[name] : undefined;
      if (refused) return [refused];
      if (MJML_TAGS.has(name) || WRITTEN_TAGS.has(name)) return [];
      return [
        {
          problem: 'is not allowed',
          remedy: 'use the elements of the layouts that come with the studio, in lower case',
        },
      ];
    },
  },
  {
    name: 'HTML only inside mj-text, mj-button and mj-table',
    find(element) {
      if (!misplaced(element)) return [];
      return [
        {
          problem: 'stands where it cannot be',
          remedy: 'HTML goes into mj-text or mj-table, no MJML into either, only words into mj-button',
        },
      ];
    },
  },
  {
    name: 'tables with their parts in order',
    find: (element) =>
      outOfTable(element)
        ? [
            {
              problem: 'is out of its table',
              remedy: 'cells stand in rows, rows in a table, everything else in a cell',
            },
          ]
        : [],
  },
  {
    name: 'words only where they are shown',
    find: (element) =>
      dropsWords(element)
        ? [{ problem: 'holds words that nobody would see', remedy: 'put them into mj-text or a cell' }]
        : [],
  },
  {
    name: 'no attribute that runs, fetches or hides',
    find(element) {
      const entries = Object.entries(element.attributes);
      if (!isMjml(element)) {
        const others = entries.filter(([name]) => name !== 'href' && name !== 'src');
        return complaints(
          others.flatMap(([name, value]) => attributeProblems(element.name, name, value)),
          'leave it out',
        );
      }
      return entries.flatMap(([name, value]) => {
        const refused = refusedAttribute(name);
        if (refused !== undefined)
          return [{ problem: `has the attribute ${name}, which ${refused}`, remedy: 'leave it out' }];
        const problem = WORDY_ATTRIBUTES.has(name) ? undefined : valueProblem(value);
        return problem === undefined ? [] : [{ problem: `in ${name} ${problem}`, remedy: 'use a plain value' }];
      });
    },
  },
  {
    name: 'classes that are names',
    find({ attributes }) {
      const names = [attributes['css-class'], attributes['mj-class'], attributes.name].filter(
        (name) => name !== undefined,
      );
      return names.every((name) => /^[\w\s-]*$/.test(name))
        ? []
        : [{ problem: 'has a class that is no name', remedy: 'use letters, digits and hyphens' }];
    },
  },
  {
    name: 'https and mailto links only',
    find({ attributes: { href } }) {
      const problem = href === undefined ? undefined : urlProblem(href);
      return problem === undefined ? [] : [{ problem, remedy: 'write a complete https:// or mailto: address' }];
    },
  },
  {
    name: 'images over https, with words for those who do not see them',
    find({ name, attributes: { src, alt } }) {
      if (name !== 'mj-image') return src === undefined ? [] : [{ problem: 'has a src', remedy: 'use mj-image' }];
      const problem = src === undefined ? 'has no src' : imageProblem(src);
      const wordless = (alt ?? '').trim() === '' ? ['has no alt'] : [];
      return complaints(
        [...(problem === undefined ? [] : [problem]), ...wordless],
        'give src an https:// address and alt the words',
      );
    },
  },
  {
    name: 'no text below 13 px',
    find({ attributes }) {
      const small = tooSmall(`font-size:${attributes['font-size'] ?? ''}`) || tooSmall(attributes.style ?? '');
      return small ? [{ problem: 'has text too small to read', remedy: 'at least 13px' }] : [];
    },
  },
  {
    name: 'style sheets of plain rules on classes of one’s own',
    find(element, { headless }) {
      if (element.name !== 'mj-style') return [];
      if (headless)
        return [
          { problem: 'is dropped: a block inside the digest has no head', remedy: 'write styles on the elements' },
        ];
      return complaints(
        cssProblems(textOf(element)),
        'style classes of your own with plain values; only @media for width and dark mode',
      );
    },
  },
  {
    name: 'a reader’s token in links to our own pages only',
    find(element, { publicUrl }) {
      const { href = '', ...others } = element.attributes;
      const ownLink = publicUrl !== undefined && href.startsWith(`${publicUrl}/`);
      const rest = [
        ...Object.values(others),
        textOf(element),
        ...(ownLink ? [href.replaceAll('%%READER_TOKEN%%', '')] : [href]),
      ];
      if (!rest.some((value) => value.includes('%%'))) return [];
      return [
        {
          problem: 'holds %%',
          remedy: 'a slot is filled only in a link to our own pages: anybody who gets the token can act for the reader',
        },
      ];
    },
  },
];
