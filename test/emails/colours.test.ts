import { describe, expect, test } from 'vitest';
import { pairs } from '../../emails/parts/paint.ts';
import { styleSheet } from '../../emails/parts/style-sheet.ts';
import { sampleDigest } from '../../emails/sample-digest.ts';
import { dark, light } from '../../emails/theme.ts';
import { contrast } from './contrast.ts';
import { renderedMail } from './rendered-mail.ts';

const MIN_CONTRAST = 4.5;
const html = await renderedMail({ ...sampleDigest, testBanner: 'Test' });
const inlineStyles = [...html.matchAll(/ style="([^"]*)"/g)].map((match) => match[1]!);
const declared = (style: string, property: string) => new RegExp(`(?:^|;)${property}:([^;]+)`).exec(style)?.[1];

describe('the colours of the mail', () => {
  test.each(Object.entries(pairs))('%s is readable, light and dark', (_, { ink, on }) => {
    expect(contrast(light[ink], light[on])).toBeGreaterThanOrEqual(MIN_CONTRAST);
    expect(contrast(dark[ink], dark[on])).toBeGreaterThanOrEqual(MIN_CONTRAST);
  });

  test('an ink never stands inline without the ground it was checked on', () => {
    const known = Object.values(pairs).map(({ ink, on }) => `${light[ink]} on ${light[on]}`);
    const inked = inlineStyles.filter((style) => (declared(style, 'color') ?? 'inherit') !== 'inherit');
    expect(inked.length).toBeGreaterThan(30);
    for (const style of inked) {
      expect(known).toContain(`${declared(style, 'color')} on ${declared(style, 'background-color')}`);
    }
  });

  test('whatever is painted inline is repainted in the dark', () => {
    const darkRules = /@media \(prefers-color-scheme:dark\)\{(.*?\})\}/.exec(styleSheet())![1]!;
    const painted = [...html.matchAll(/ class="([^"]*)"[^>]*?style="[^"]*background-color/g)];
    const grounds = [...darkRules.matchAll(/([^{}]*)\{background-color:/g)].flatMap((match) => match[1]!.split(','));
    expect(painted.length).toBeGreaterThan(40);
    for (const [, classes] of painted)
      expect(classes!.split(' ').some((name) => grounds.includes(`.${name}`))).toBe(true);
    expect(html.match(/<[^>]*background-color[^>]*>/g)!.every((tag) => tag.includes(' class="'))).toBe(true);
  });

  test('every dark rule wins over the inline colour it replaces', () => {
    const declarations = /prefers-color-scheme:dark\)\{(.*)$/.exec(styleSheet())![1]!.match(/\{[^{}]+\}/g)!;
    expect(declarations.length).toBeGreaterThan(8);
    for (const declaration of declarations) expect(declaration).toContain('!important}');
  });

  test('SHIP and SKIP are words in a bordered stamp, so colour never speaks alone', () => {
    const stamps = [...html.matchAll(/<b class="(ship|skip)" style="([^"]*)">(SHIP|SKIP)<\/b>/g)];
    expect(stamps).toHaveLength(8);
    for (const [, stance, style, word] of stamps) {
      expect(word).toBe(stance!.toUpperCase());
      expect(declared(style!, 'border')).toBe('2px solid');
    }
  });

  test('nothing inline is set below 13 px', () => {
    const sizes = inlineStyles.flatMap((style) =>
      [...style.matchAll(/font(?:-size)?:(?:\d+ )?(\d+)px/g)].map((match) => Number(match[1])),
    );
    expect(sizes.length).toBeGreaterThan(30);
    expect(Math.min(...sizes)).toBe(13);
  });
});
