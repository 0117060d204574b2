import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { barChart } from '../../../../src/studio/report/charts/bar-chart.ts';
import { hourChart } from '../../../../src/studio/report/charts/hour-chart.ts';
import type { Chart } from '../../../../src/studio/report/charts/plot-svg.ts';

function read({ svg }: Chart) {
  const { document } = parseHTML(`<!DOCTYPE html><html><body>${svg}</body></html>`);
  const bars = [...document.querySelectorAll('rect')].map((bar) => ({
    x: Number(bar.getAttribute('x')),
    y: Number(bar.getAttribute('y')),
    width: Number(bar.getAttribute('width')),
    height: Number(bar.getAttribute('height')),
    fill: bar.parentElement?.getAttribute('fill'),
  }));
  const texts = [...document.querySelectorAll('text')].map(({ textContent }) => textContent);
  return { document, bars, texts };
}

const named = { title: 'Delivered', description: '3 readers.' };
const hours = hourChart({
  ...named,
  hours: [
    [4, 2],
    [0, 0],
    [2, 0],
  ],
  looks: ['filled', 'framed'],
});
const bars = barChart({
  ...named,
  bars: [
    { label: 'Alpha </text><script>alert(1)</script>', parts: [30, 10], words: '30 + 10' },
    { label: 'Beta', parts: [20, 0], words: '20 + 0' },
  ],
});

describe.each([
  ['by the hour', hours],
  ['of bars', bars],
])('a chart %s', (_, chart) => {
  it('is one picture with a name and a description', () => {
    const svg = read(chart).document.querySelector('svg');
    expect(svg?.getAttribute('role')).toBe('img');
    expect(svg?.querySelector(':scope > title')?.textContent).toBe('Delivered');
    expect(svg?.querySelector(':scope > desc')?.textContent).toBe('3 readers.');
    expect(svg?.querySelectorAll('[aria-label], [aria-hidden]')).toHaveLength(0);
  });

  it('brings no style of its own, which the policy would refuse, and no colour that is not the page’s', () => {
    expect(chart.svg).not.toMatch(/<style|style=|<script/);
    const colours = [...chart.svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
    expect(colours.every((colour) => /^(var\(--[a-zA-Z]+\)|currentColor|none)$/.test(colour ?? ''))).toBe(true);
  });

  it('has no text under 13 pixels where it is as wide as it was drawn', () => {
    expect(chart.svg.match(/font-size="[^"]*"/g)).toEqual(['font-size="13"']);
  });
});

it('An hour’s bar is as high as its count says, and its parts stand on top of each other', () => {
  const drawn = read(hours).bars;
  expect(drawn.map(({ fill }) => fill)).toEqual(['var(--link)', 'var(--link)', 'var(--card)']);
  const [people, later, machines] = drawn;
  expect(people!.height / later!.height).toBeCloseTo(2, 1);
  expect(machines!.height).toBeCloseTo(later!.height, 1);
  expect(machines!.y + machines!.height).toBeCloseTo(people!.y, 1);
  expect(machines!.x).toBe(people!.x);
});

it('Large numbers beside the axis have room', () => {
  const chart = hourChart({ ...named, hours: [[1_000_000]], looks: ['ship'] });
  const label = read(chart).document.querySelector('text[transform]');
  const left = Number(/translate\(([\d.]+)/.exec(label?.getAttribute('transform') ?? '')?.[1]);
  expect(left).toBeGreaterThan('1,000,000'.length * 7 + 10);
});

it('An hour chart of nothing has an axis from 0 to 1 and no half readers', () => {
  const { texts } = read(hourChart({ ...named, hours: [[0], [0]], looks: ['bad'] }));
  expect(texts).toEqual(['0', '1', '0', '2', 'hours since sending began']);
});

it('The parts of a bar stand end to end, as wide as their numbers, and differ in more than colour', () => {
  const [people, beta, machines] = read(bars).bars;
  expect(people!.width / beta!.width).toBeCloseTo(1.5, 2);
  expect(people!.width / machines!.width).toBeCloseTo(3, 2);
  expect(machines!.x).toBeCloseTo(people!.x + people!.width, 2);
  expect([people!.fill, machines!.fill]).toEqual(['var(--link)', 'var(--card)']);
  expect(read(bars).texts).toContain('30 + 10');
});

it('However long the words behind it are, the longest bar leaves them room', () => {
  const words = '123,456 ship, 123,456 skip';
  const { document } = read(barChart({ ...named, bars: [{ label: 'Alpha', parts: [9], words }] }));
  const texts = [...document.querySelectorAll('text')];
  const place = texts.find(({ textContent }) => textContent === words)?.getAttribute('transform') ?? '';
  expect(Number(/\(([\d.]+),/.exec(place)?.[1]) + words.length * 7).toBeLessThan(272);
});

it('A label is text, whatever is written in it', () => {
  expect(read(bars).document.querySelector('script')).toBeNull();
  expect(read(bars).texts.join(' ')).toContain('Alpha </text><script>');
});

it('Bars of nothing are drawn as none, with their words', () => {
  const { bars: drawn, texts } = read(barChart({ ...named, bars: [{ label: 'Alpha', parts: [0, 0], words: '0' }] }));
  expect([drawn, texts]).toEqual([[], ['Alpha', '0']]);
});
