import type { Complaint } from './layout-fault.ts';

/** MJML elements that hold HTML: MJML copies what stands in them. */
export const TEXT_TAGS = new Set(['mj-text', 'mj-button', 'mj-table']);

const HEAD_TAGS = ['mj-head', 'mj-title', 'mj-attributes', 'mj-all', 'mj-class', 'mj-style', 'mj-breakpoint'];
const BODY_TAGS = [
  'mj-body',
  'mj-wrapper',
  'mj-section',
  'mj-group',
  'mj-column',
  'mj-divider',
  'mj-spacer',
  'mj-image',
];

export const MJML_TAGS = new Set(['mjml', ...HEAD_TAGS, ...BODY_TAGS, ...TEXT_TAGS]);

const NEEDS_FORMS = 'needs form controls, which mailboxes strip';

/** What MJML offers and we refuse, each with its reason. */
export const REFUSED_TAGS: Readonly<Record<string, Complaint>> = {
  'mj-include': { problem: 'reads files of the server', remedy: 'paste what should be included' },
  'mj-raw': { problem: 'passes HTML on unchecked', remedy: 'use mj-text or mj-table' },
  'mj-font': {
    problem: 'fetches a font each time a mail is opened',
    remedy: 'name fonts that readers have: Georgia, Arial',
  },
  'mj-html-attributes': { problem: 'adds attributes of any kind', remedy: 'write the attribute where it belongs' },
  'mj-preview': { problem: 'writes a second preheader', remedy: 'write it in the field for the preheader' },
  'mj-hero': { problem: 'sets text on a picture, unreadable with images off', remedy: 'use mj-section and mj-image' },
  'mj-social': { problem: 'loads icons from a foreign server', remedy: 'write links in mj-text' },
  'mj-carousel': { problem: NEEDS_FORMS, remedy: 'use mj-image' },
  'mj-accordion': { problem: NEEDS_FORMS, remedy: 'write the text out in mj-text' },
  'mj-navbar': { problem: NEEDS_FORMS, remedy: 'write links in mj-text' },
};

/** Attributes that MJML takes and we refuse; which others an element knows, MJML itself says. */
const REFUSED_ATTRIBUTES: Readonly<Record<string, string>> = {
  'background-url': 'fetches a picture behind the text',
  inline: 'spreads styles over elements that were already checked',
  owa: 'styles everything for one client',
  sizes: 'chooses pictures by screen',
  srcset: 'chooses pictures by screen',
  usemap: 'lays links over a picture',
};

export function refusedAttribute(name: string): string | undefined {
  if (/^on/i.test(name)) return 'would run a program';
  return Object.hasOwn(REFUSED_ATTRIBUTES, name) ? REFUSED_ATTRIBUTES[name] : undefined;
}

/** Attributes whose value is words or an address; all others end up in a style. */
export const WORDY_ATTRIBUTES = new Set([
  'alt',
  'title',
  'href',
  'src',
  'rel',
  'target',
  'lang',
  'dir',
  'name',
  'mj-class',
  'css-class',
]);
