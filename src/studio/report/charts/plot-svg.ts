import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** As wide as a card on the narrowest phone, so that text is nowhere smaller than it says; wider screens show more charts beside each other. */
export const CHART_WIDTH = 272;

const FONT_SIZE = '13';

export type Chart = { title: string; description: string; svg: string };

type Drawing = Omit<Chart, 'svg'> & { height: number } & Omit<Plot.PlotOptions, 'document' | 'width' | 'height'>;

/**
 * Draws a chart as SVG that is one picture with a name for who does not see it, and takes its colours from the page. Styles
 * that the library would put inside are in report.css: our policy lets no others in.
 */
export function plotSvg({ title, description, ...options }: Drawing): Chart {
  const { document } = parseHTML('<!DOCTYPE html><html><body></body></html>');
  const svg = Plot.plot({ ...options, width: CHART_WIDTH, document });
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const part of svg.querySelectorAll('[aria-label], [aria-hidden]')) {
    part.removeAttribute('aria-label');
    part.removeAttribute('aria-hidden');
  }
  for (const [name, text] of [
    ['desc', description],
    ['title', title],
  ] as const) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    element.textContent = text;
    svg.prepend(element);
  }
  svg.setAttribute('role', 'img');
  svg.setAttribute('font-size', FONT_SIZE);
  for (const name of ['class', 'font-family', 'width', 'height']) svg.removeAttribute(name);
  return { title, description, svg: svg.outerHTML };
}
