import { beforeAll, describe, expect, test } from 'vitest';
import { renderIssue } from '#rendering/render-issue.ts';
import { previewLooks } from '../../src/studio/preview/preview-looks.ts';
import { aContent } from '../builders/issue-builders.ts';
import { mailSettings } from '../builders/sending-rig.ts';

const page = (style: string, body = '<p>Hello.</p>') =>
  `<html><head><style>${style}</style></head><body>${body}</body></html>`;

function shown(name: string, html: string): string {
  const look = previewLooks.find((one) => one.name === name);
  if (!look) throw new Error(`there is no look ${name}`);
  return look.show(html);
}

describe('A question for darkness', () => {
  const dark = page('@media (prefers-color-scheme: dark){p{color:#fff}}@media (max-width:599px){p{color:red}}');

  test('is answered with no in light, whatever the editor’s own screen is', () => {
    expect(shown('light', dark)).toContain('@media (max-width:0){p{color:#fff}}');
  });

  test('is answered with yes in dark', () => {
    expect(shown('dark', dark)).toContain('@media (min-width:0){p{color:#fff}}');
  });

  test.each(['light', 'dark', 'inverted', 'images-off'])('leaves other questions to the frame’s width: %s', (name) => {
    expect(shown(name, dark)).toContain('@media (max-width:599px){p{color:red}}');
  });
});

test('Forced inversion turns the light mail round and nothing else', () => {
  const html = page('@media (prefers-color-scheme:dark){p{color:#fff}}');
  const inverted = shown('inverted', html);
  expect(inverted).toContain('filter:invert(1) hue-rotate(180deg)');
  expect(inverted.replace(/<style>html\{[^}]*\}<\/style>/, '')).toBe(shown('light', html));
});

test('Without a style sheet every style element is gone and the styles on elements stay', () => {
  const html = page('p{color:red}', '<style>b{color:red}</style><p style="color:blue">Hello.</p>');
  expect(shown('no-style', html)).toBe('<html><head></head><body><p style="color:blue">Hello.</p></body></html>');
});

test('Outlook opens its own blocks, loses those of others, and drops what stands under a media query', () => {
  const html = page(
    'p{color:red}@media (max-width:599px){p{color:blue}}@media only screen and (min-width:600px){p{color:green}}',
    '<!--[if mso]><table><tr><td>mso</td></tr></table><![endif]--><!--[if !mso]><!--><b>others</b><!--<![endif]-->',
  );
  expect(shown('outlook', html)).toBe(
    page(
      'p{color:red}@media not all{p{color:blue}}@media not all{p{color:green}}',
      '<table><tr><td>mso</td></tr></table>',
    ),
  );
});

test('Words about media queries in a mail stay words', () => {
  const html = page('p{color:red}', '<p>Write @media print { } in your style.</p>');
  expect(shown('outlook', html)).toBe(html);
});

describe('The true mail', () => {
  let html: string;
  beforeAll(async () => {
    html = (await renderIssue(aContent(), mailSettings)).html;
  });

  test('asks for darkness and for widths, and brings blocks for Outlook', () => {
    expect(html).toContain('(prefers-color-scheme:dark)');
    expect(html).toContain('<!--[if mso]>');
  });

  test.each(previewLooks.map(({ name }) => name))('keeps its words in every look: %s', (name) => {
    expect(shown(name, html)).toContain('Alpha');
    expect(shown(name, html)).not.toContain('prefers-color-scheme:dark)');
  });

  test('is without pictures in one look alone', () => {
    expect(previewLooks.filter(({ images }) => !images).map(({ name }) => name)).toEqual(['images-off']);
  });
});
