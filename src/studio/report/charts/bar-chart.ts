import * as Plot from '@observablehq/plot';
import { type ChartLook, chartLooks } from './chart-looks.ts';
import { CHART_WIDTH, type Chart, plotSvg } from './plot-svg.ts';
import { sum } from './sum.ts';

export type Bar = {
  label: string;
  /** Put end to end: at most as many as there are looks. */
  parts: readonly number[];
  /** What stands after the bar. */
  words: string;
};

type BarChart = { title: string; description: string; bars: readonly Bar[]; looks?: readonly ChartLook[] };

const ROW_HEIGHT = 44;
const BAR_TOP = 20;
/** As wide as a figure in the page's text. */
const CHARACTER_WIDTH = 7.3;
const WORDS_GAP = 6;
const LABEL_EMS = 20;

/** How much of the width the longest bar may take, so that any words fit behind it. */
function longestBar(bars: readonly Bar[]): number {
  const longestWords = Math.max(...bars.map(({ words }) => words.length));
  return 1 - (longestWords * CHARACTER_WIDTH + 2 * WORDS_GAP) / CHART_WIDTH;
}

/** Bars under each other, each with its label above it and its numbers behind it. */
export function barChart({ title, description, bars, looks = ['filled', 'framed'] }: BarChart): Chart {
  const rows = bars.map(({ parts, ...bar }, index) => ({ ...bar, index, parts, total: sum(parts) }));
  const most = Math.max(...rows.map(({ total }) => total)) || 1;
  const partMarks = looks.map((look, place) =>
    Plot.barX(
      rows.filter(({ parts }) => (parts[place] ?? 0) > 0),
      {
        x1: ({ parts }) => sum(parts.slice(0, place)),
        x2: ({ parts }) => sum(parts.slice(0, place + 1)),
        y: 'index',
        insetTop: BAR_TOP,
        insetBottom: 6,
        ...chartLooks[look],
      },
    ),
  );
  return plotSvg({
    title,
    description,
    height: rows.length * ROW_HEIGHT,
    margin: 1,
    x: { axis: null, domain: [0, most / longestBar(bars)] },
    y: { axis: null, type: 'band', domain: rows.map(({ index }) => index), padding: 0 },
    marks: [
      ...partMarks,
      Plot.text(rows, {
        x: 0,
        y: 'index',
        text: 'label',
        dy: -12,
        textAnchor: 'start',
        lineWidth: LABEL_EMS,
        textOverflow: 'ellipsis',
      }),
      Plot.text(rows, { x: 'total', y: 'index', text: 'words', dx: WORDS_GAP, dy: 7, textAnchor: 'start' }),
    ],
  });
}
