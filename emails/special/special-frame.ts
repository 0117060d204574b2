import type { Footer } from '../digest.ts';
import { words } from '../fixed-words.ts';
import { paint } from '../parts/paint.ts';
import { fonts, light } from '../theme.ts';
import { specialStyleSheet } from './special-style-sheet.ts';

/** A special edition as the finished values that its frame shows; `html` and `css` come cleaned. */
export type SpecialEdition = {
  subject: string;
  preheader: string;
  html: string;
  css: string;
  footer: Footer;
  /** Present on mails to the team only. */
  testBanner?: string;
};

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll('\0', '').replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** Class and inline colours together, as the parts of the digest have them. */
function painted(name: Parameters<typeof paint>[0], shape = ''): string {
  const { className, style } = paint(name);
  return `class="${className}" style="color:${style.color};background-color:${style.backgroundColor};${shape}"`;
}

function head({ subject, css }: SpecialEdition): string {
  return [
    '<head><meta charset="utf-8"/>',
    '<meta name="viewport" content="width=device-width,initial-scale=1"/>',
    '<meta name="color-scheme" content="light dark"/><meta name="supported-color-schemes" content="light dark"/>',
    '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no"/>',
    `<title>${escaped(subject)}</title>`,
    `<style>${specialStyleSheet()}table,td{border-collapse:collapse}img{border:0}${css}</style>`,
    '<!--[if mso]><style>td,th,p{font-family:Arial,sans-serif}</style><![endif]--></head>',
  ].join('');
}

// Fills the preview line, so that mailboxes do not pull the layout in behind the preheader.
const filler = '\u034F\u00A0'.repeat(60);

function preheader(text: string): string {
  return `<div style="display:none;max-height:0;overflow:hidden">${escaped(text)} ${filler}</div>`;
}

function banner(text: string | undefined): string {
  return text === undefined
    ? ''
    : `<p ${painted('skip', 'margin:0;padding:8px 12px;border:2px solid')}><b>${escaped(text)}</b></p>`;
}

function footerLink(url: string, label: string): string {
  return `<a href="${escaped(url)}" ${painted('link-page')}>${label}</a>`;
}

/** Behind the layout and beside it, never inside: no layout can take it away, and no style of a layout reaches it. */
function fixedFooter({ postalAddress, why, preferencesUrl, unsubscribeUrl }: Footer): string {
  const paragraph = (html: string, margin = '0 0 12px') => `<p style="margin:${margin}">${html}</p>`;
  return [
    '<table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;table-layout:fixed">',
    `<tbody><tr><td ${painted('page', 'padding:28px 20px')}><div ${painted('muted-page', 'font-size:14px')}>`,
    paragraph(escaped(why)),
    paragraph(`${footerLink(preferencesUrl, words.preferences)} · ${footerLink(unsubscribeUrl, words.unsubscribe)}`),
    paragraph(escaped(postalAddress), '0'),
    '</div></td></tr></tbody></table>',
  ].join('');
}

/** A whole mail: our head, the layout, our footer. */
export function specialFrame(edition: SpecialEdition): string {
  const text = `font:16px/1.5 ${fonts.text};text-align:left;word-wrap:break-word`;
  return [
    '<!DOCTYPE html><html lang="en" dir="ltr">',
    head(edition),
    `<body ${painted('page', 'margin:0')}>`,
    `<div role="article" aria-roledescription="email" aria-label="${escaped(edition.subject)}" lang="en" dir="ltr" ${painted('page', text)}>`,
    preheader(edition.preheader),
    banner(edition.testBanner),
    // A layout that knows nothing of dark mode stays on the light ground it was written for.
    `<div class="layout" style="color:${light.ink};background-color:${light.card}">${edition.html}</div>`,
    fixedFooter(edition.footer),
    '</div></body></html>',
  ].join('');
}
