import { msoView } from '#rendering/mso-view.ts';

/** One way in which a mailbox may show the mail. */
export type PreviewLook = {
  name: string;
  words: string;
  /** What to know about it. */
  hint: string;
  /** The mail's HTML as that mailbox treats it. */
  show(html: string): string;
  /** Whether pictures are loaded. */
  images: boolean;
};

const DARK_QUERY = /\(\s*prefers-color-scheme\s*:\s*dark\s*\)/g;

/** A browser has one mode for all its frames, so each look answers the mail's question about it. */
const inLight = (html: string) => html.replace(DARK_QUERY, '(max-width:0)');
const inDark = (html: string) => html.replace(DARK_QUERY, '(min-width:0)');

/** No query holds: `not` in front of one would turn it round. */
const withoutMedia = (html: string) =>
  html.replace(/<style[\s\S]*?<\/style>/gi, (style) => style.replace(/@media[^{]*\{/g, '@media not all{'));

const INVERTED = '<style>html{background:#fff;filter:invert(1) hue-rotate(180deg)}</style>';

/** Reading this list is reading what an editor can look at. */
export const previewLooks: readonly PreviewLook[] = [
  { name: 'light', words: 'Light', hint: 'Most mailboxes.', show: inLight, images: true },
  {
    name: 'dark',
    words: 'Dark',
    hint: 'Apple Mail, Outlook.com and others that ask the mail.',
    show: inDark,
    images: true,
  },
  {
    name: 'inverted',
    words: 'Forced inversion',
    hint: 'Gmail on iOS and others that turn every colour round.',
    show: (html) => inLight(html).replace(/<\/head>/i, `${INVERTED}</head>`),
    images: true,
  },
  { name: 'images-off', words: 'Images off', hint: 'Before a reader allows pictures.', show: inLight, images: false },
  {
    name: 'no-style',
    words: 'No style sheet',
    hint: 'Gmail with other providers’ accounts drops it.',
    show: (html) => inLight(html).replace(/<style[\s\S]*?<\/style>/gi, ''),
    images: true,
  },
  {
    name: 'outlook',
    words: 'Outlook for Windows',
    hint: 'Its own blocks opened, media queries dropped. Word itself is not at hand here.',
    show: (html) => withoutMedia(msoView(html)),
    images: true,
  },
];

export const previewWidths = [
  { name: 'desktop', words: 'Desktop', pixels: 680 },
  { name: '375', words: '375 px', pixels: 375 },
  { name: '320', words: '320 px', pixels: 320 },
] as const;
