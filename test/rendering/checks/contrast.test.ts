import { describe, expect, test } from 'vitest';
import { contrastRatio, parseColour } from '#rendering/checks/colour.ts';
import { findingsOf, withinBody } from './a-checked-mail.ts';

const contrastOf = async (html: string) => findingsOf(await withinBody(html), 'contrast');
const on = (ground: string, ink: string, more = '') =>
  `<p style="color:${ink};background-color:${ground};${more}">Dim words</p>`;

test('a contrast is computed as WCAG does it', () => {
  const ratio = (one: string, other: string) => contrastRatio(parseColour(one)!, parseColour(other)!);
  expect(ratio('#000000', '#FFFFFF')).toBeCloseTo(21);
  expect(ratio('#FFFFFF', '#777777')).toBeCloseTo(4.48, 2);
});

test('a colour is read however mail writes it', () => {
  for (const text of ['#fff', '#FFFFFF', ' white ', 'rgb(255,255,255)', 'rgba(255, 255, 255, 1)', 'rgb(255 255 255)'])
    expect(parseColour(text)).toEqual([255, 255, 255]);
  for (const text of ['', 'rgba(0,0,0,0.5)', '#ff', '#12345G', 'var(--x)', 'hotpink'])
    expect(parseColour(text)).toBeUndefined();
});

describe('text that is too dim', () => {
  test('is an error that names both colours, the ratio and the first words', async () => {
    const [finding, ...others] = await contrastOf(on('#FFFFFF', '#777777'));
    expect(finding).toMatchObject({
      level: 'error',
      place: '"Dim words" in light mode',
      problem: 'is #777777 on #FFFFFF, a contrast of 4.47:1',
    });
    // Painted inline, it is as dim in the dark.
    expect(others).toEqual([expect.objectContaining({ place: '"Dim words" in dark mode' })]);
  });

  test('is found through what surrounds it', async () => {
    const nested = '<table bgcolor="#999999"><tr><td><b>Dim words</b></td></tr></table>';
    const [finding] = await contrastOf(`<div style="color:#888">${nested}</div>`);
    expect(finding).toMatchObject({ problem: expect.stringContaining('#888888 on #999999') });
  });

  test('is found in a link that takes the client’s blue', async () => {
    const [finding] = await contrastOf(
      '<div style="background-color:#000000"><a href="https://example.org/">x</a></div>',
    );
    expect(finding).toMatchObject({ problem: expect.stringContaining('#1F3FBF on #000000') });
  });

  test('is reported once for each pair of colours', async () => {
    expect(await contrastOf(on('#FFFFFF', '#777777').repeat(5))).toHaveLength(2);
  });

  test('may be a little dimmer when it is large', async () => {
    expect(await contrastOf(on('#FFFFFF', '#777777', 'font-size:24px'))).toEqual([]);
    expect(await contrastOf(on('#FFFFFF', '#777777', 'font:700 19px/1 serif'))).toEqual([]);
    expect(await contrastOf(on('#FFFFFF', '#777777', 'font:400 19px/1 serif'))).not.toEqual([]);
    expect(await contrastOf(on('#FFFFFF', '#999999', 'font-size:24px'))).not.toEqual([]);
  });

  test('is no matter where nobody sees it', async () => {
    expect(await contrastOf(on('#FFFFFF', '#FFFFFF', 'display:none'))).toEqual([]);
  });

  test('includes colours that cannot be judged', async () => {
    const [finding] = await contrastOf(on('#FFFFFF', 'rgba(0,0,0,.2)'));
    expect(finding).toMatchObject({ problem: expect.stringContaining('cannot be judged') });
  });
});

describe('style sheets', () => {
  const styled = (css: string, html: string) => contrastOf(`<style>${css}</style>${html}`);
  const fine = on('#FFFFFF', '#000000').replace('<p', '<p class="x"');

  test('a rule for the dark is applied in the dark alone', async () => {
    const found = await styled('@media (prefers-color-scheme:dark){.x{color:#EEEEEE!important}}', fine);
    expect(found).toEqual([expect.objectContaining({ place: '"Dim words" in dark mode' })]);
  });

  test('a rule that is not important does not win over an inline colour', async () => {
    expect(await styled('.x{color:#EEEEEE}', fine)).toEqual([]);
  });

  test('a shorthand and what it stands for compete for the same place', async () => {
    const inline = '<p class="x" style="background:#000000 url(x.png) no-repeat;color:#FFFFFF">Dim words</p>';
    expect(await styled('.x{background-color:#FFFFFF}', inline)).toEqual([]);
    const large = '<p class="x" style="color:#777777;background:#FFFFFF;font:400 26px/1 serif">Dim words</p>';
    expect(await styled('.x{font-size:12px}', large)).toEqual([]);
  });

  test('of two rules the more specific wins, then the later', async () => {
    const bare = '<p class="x y">Dim words</p>';
    expect(await styled('p.x{color:#EEEEEE}.x{color:#000000}', bare)).not.toEqual([]);
    expect(await styled('.x{color:#EEEEEE}.y{color:#000000;background-color:#FFFFFF}', bare)).toEqual([]);
  });
});
